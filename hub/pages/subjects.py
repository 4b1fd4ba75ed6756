"""Whom a room, a text or a question is about, and what the page says of it."""

from datetime import datetime
from typing import Any

from hub.login.caller import Caller
from hub.people import book
from hub.shielding import may_name
from hub.wording import words
from policies.facts import Facts


async def subjects_of(facts: Facts, room: str, caller: Caller) -> list[tuple[str, str]]:
    """The child first, then guardians and siblings that the register knows: id and name.

    Somebody protected is named only to those on their own list.
    """
    return await named_in_family(facts.rooms[room].child, caller)


async def named_in_family(child: str, caller: Caller) -> list[tuple[str, str]]:
    """The same of a child around whom there need not be a room."""
    family = await book.family_of(child)
    hidden = await book.hidden_from(caller.who, set(family))
    name = family.pop(child, "")
    others = [(who, called) for who, called in family.items() if who not in hidden]
    return [(child, name), *sorted(others, key=lambda pair: pair[1])]


async def near(child: str, caller: Caller, *, at: datetime) -> list[tuple[str, str]]:
    """The child and its guardians but for the caller, as they may be named: who may read what the family writes."""
    them = {child, *await book.guardians_of(child, at=at)} - {caller.who}
    return [(who, name) for who, name in await named_in_family(child, caller) if who in them]


def head_of(facts: Facts, room: str) -> dict[str, Any]:
    """What the head of a page of this room says: for whom it is, and why."""
    child = facts.people.get(facts.rooms[room].child)
    return {"for_whom": child.name if child else "", "why": words.purpose(facts.rooms[room].purpose)}


def named_to(facts: Facts, caller: Caller, who: str) -> bool:
    """Whether a person of the room may be named to the caller: the protected only to their own list."""
    return may_name(facts, caller.who, who)
