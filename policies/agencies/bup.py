"""Barn- och ungdomspsykiatrin (BUP)."""

# ┌────────────────────────────────────────────────────────────────────────────────────────────────────────┐
# │ Barn- och ungdomspsykiatrin (BUP).                                                                     │
# │                                                                                                        │
# │ Owner: the region's health care lawyer.                                                                │
# │ Statutes: OSL 25:1, and 25:6 towards the patient; PDL 4:1.                                             │
# │ 2026-11-23: nothing is read in the journal (PDL 5:4); somebody publishes one text at a time.           │
# └────────────────────────────────────────────────────────────────────────────────────────────────────────┘

from policies.agency import Sheet, UnitRule

SHEET = Sheet(
    agency="region",
    name="BUP",
    owner="Regionjuristen",
    chapter=25,
    units=(UnitRule(id="BUP", name="Barn- och ungdomspsykiatri", chapter=25, law="osl_25_1"),),
)
