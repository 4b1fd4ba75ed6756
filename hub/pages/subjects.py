"""Whom a text or a question in a room can be about."""

from hub.people import book
from policies.facts import Facts


async def subjects_of(facts: Facts, room: str) -> list[tuple[str, str]]:
    """The child first, then guardians and siblings that the register knows: id and name."""
    child = facts.rooms[room].child
    family = await book.family_of(child)
    name = family.pop(child, "")
    return [(child, name), *sorted(family.items(), key=lambda pair: pair[1])]
