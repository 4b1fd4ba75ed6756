"""Familjen själv."""

# ┌────────────────────────────────────────────────────────────────────────────────────────────────────────┐
# │ Familjen själv.                                                                                        │
# │                                                                                                        │
# │ Owner: the families; the hub's data protection officer answers for the sheet.                          │
# │ Statutes: OSL 12:1, 12:2.                                                                              │
# │ 2026-11-23: a family's own words are their author's until released by name; nobody has an assignment   │
# │   here.                                                                                                │
# └────────────────────────────────────────────────────────────────────────────────────────────────────────┘

from policies.agency import Sheet, UnitRule

SHEET = Sheet(
    agency="familj",
    name="Familjen",
    owner="Dataskyddsombudet",
    chapter=None,
    units=(UnitRule(id="FAMILY", name="Familjens egna uppgifter", chapter=None, law="osl_12_1"),),
)
