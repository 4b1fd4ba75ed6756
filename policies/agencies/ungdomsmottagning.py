"""Ungdomsmottagningen."""

# ┌────────────────────────────────────────────────────────────────────────────────────────────────────────┐
# │ Ungdomsmottagningen.                                                                                   │
# │                                                                                                        │
# │ Owner: the region's health care lawyer.                                                                │
# │ Statutes: OSL 25:1, 12:3 towards guardians.                                                            │
# │ 2026-11-23: what a youth tells here is often hidden from guardians; each hiding has its own            │
# │   assessment.                                                                                          │
# └────────────────────────────────────────────────────────────────────────────────────────────────────────┘

from policies.agency import Sheet, UnitRule

SHEET = Sheet(
    agency="region",
    name="Ungdomsmottagningen",
    owner="Regionjuristen",
    chapter=25,
    units=(UnitRule(id="UM", name="Ungdomsmottagning", chapter=25, law="osl_25_1"),),
)
