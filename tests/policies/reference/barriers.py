"""Protection, and secrecy that consent cannot lift: the same for staff and for family."""

from tests.policies.reference.shapes import Facts, Item


def concerned(item: Item, facts: Facts) -> set[str]:
    """'the room's child' and the subjects."""
    return {facts.rooms[item.room].child, *item.subjects}


def unlifted(item: Item, facts: Facts) -> str:
    """'an extract from belastningsregistret (OSL 35:3), a unit under absolute secrecy (26:3)'; empty if none.

    Of an extract from any other register nothing is said: 'What is unknown is a no'.
    """
    if item.register is not None:
        return "REGISTER_SECRECY"
    return "ABSOLUTE_SECRECY" if facts.units[item.unit].absolute else ""


def protected(them: set[str], facts: Facts) -> set[str]:
    """Those of them who are protected."""
    return {who for who in them if who in facts.people and facts.people[who].protected}


def listed(asker: str, who: str, facts: Facts) -> bool:
    """'A protected person may be of any age, and is always on their own allow-list.'"""
    return asker == who or asker in facts.people[who].allow_list
