"""Förskolan."""

# ┌────────────────────────────────────────────────────────────────────────────────────────────────────────┐
# │ Förskolan.                                                                                             │
# │                                                                                                        │
# │ Owner: the municipality's school lawyer.                                                               │
# │ Statute: OSL 23:1.                                                                                     │
# │ 2026-11-23: secrecy is strong for all personal matters, also towards the school.                       │
# └────────────────────────────────────────────────────────────────────────────────────────────────────────┘

from policies.agency import Sheet, UnitRule

SHEET = Sheet(
    agency="forskola",
    name="Förskolan",
    owner="Skoljuristen",
    chapter=23,
    units=(UnitRule(id="FSK", name="Förskola", chapter=23, law="osl_23_1"),),
)
