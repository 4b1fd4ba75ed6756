"""Kommunens fritidsverksamhet."""

# ┌────────────────────────────────────────────────────────────────────────────────────────────────────────┐
# │ Kommunens fritidsverksamhet.                                                                           │
# │                                                                                                        │
# │ Owner: the municipality's lawyer.                                                                      │
# │ Statute: OSL 8:1; no chapter of its own covers leisure here.                                           │
# │ 2026-11-23: it receives what consent names, and promises nothing extra, being a public authority.      │
# └────────────────────────────────────────────────────────────────────────────────────────────────────────┘

from policies.agency import Sheet, UnitRule

SHEET = Sheet(
    agency="fritid",
    name="Fritid",
    owner="Kommunjuristen",
    chapter=None,
    units=(UnitRule(id="FRITID", name="Fritidsverksamhet", chapter=None, law="osl_8_1"),),
)
