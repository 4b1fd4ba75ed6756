"""A second reading of the rules: plain, slow and literal, a function for each sentence.

It takes nothing from the rules of the product, not even a type, and no effect that was stored:
what an act ended or narrowed it works out again each time. Each function quotes what it reads.
"""

from tests.policies.reference import family, saving, staff
from tests.policies.reference.said import Said
from tests.policies.reference.shapes import Facts, Question

FAMILY_DOORS = ("self", "guardian")


def answer(q: Question, facts: Facts) -> Said | None:
    """What the sentences say; None where they say nothing (staff who look for rooms)."""
    by_family = q.capacity in FAMILY_DOORS
    if q.asks == "reads":
        return family.reads(q, facts) if by_family else staff.reads(q, facts)
    if q.asks == "views":
        return family.views(q, facts) if by_family else None
    return saving.saves(q, facts)
