"""Skolan: undervisning, elevhälsa och elevhälsans medicinska insats."""

# ┌────────────────────────────────────────────────────────────────────────────────────────────────────────┐
# │ Skolan: undervisning, elevhälsa och elevhälsans medicinska insats.                                     │
# │                                                                                                        │
# │ Owner: the municipality's school lawyer.                                                               │
# │ Statutes: OSL 23:2 (elevhälsa strong, other school matters weaker), OSL 25:1 (the medical branch).     │
# │ 2026-11-23: the school nurse is a branch of its own (OSL 8:2), so consent names three units, never     │
# │   'the school'.                                                                                        │
# │ 2026-11-23: what teaching receives may be reached by other laws afterwards; pages warn, rules do not   │
# │   differ.                                                                                              │
# └────────────────────────────────────────────────────────────────────────────────────────────────────────┘

from policies.agency import Sheet, UnitRule

SHEET = Sheet(
    agency="skola",
    name="Skolan",
    owner="Skoljuristen",
    chapter=23,
    units=(
        UnitRule(id="SKOLA.UND", name="Undervisning", chapter=23, law="osl_23_2"),
        UnitRule(id="SKOLA.EH", name="Elevhälsa: kurator och psykolog", chapter=23, law="osl_23_2"),
        UnitRule(id="SKOLA.EMI", name="Elevhälsans medicinska insats", chapter=25, law="osl_25_1"),
    ),
)
