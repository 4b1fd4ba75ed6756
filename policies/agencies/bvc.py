"""Barnavårdscentralen (BVC)."""

# ┌────────────────────────────────────────────────────────────────────────────────────────────────────────┐
# │ Barnavårdscentralen (BVC).                                                                             │
# │                                                                                                        │
# │ Owner: the region's health care lawyer.                                                                │
# │ Statutes: OSL 25:1, and 25:6 towards the patient.                                                      │
# │ 2026-11-23: part of the familjecentral, but a unit of its own there too (OSL 8:2).                     │
# └────────────────────────────────────────────────────────────────────────────────────────────────────────┘

from policies.agency import Sheet, UnitRule

SHEET = Sheet(
    agency="region",
    name="BVC",
    owner="Regionjuristen",
    chapter=25,
    units=(UnitRule(id="BVC", name="Barnavårdscentral", chapter=25, law="osl_25_1"),),
)
