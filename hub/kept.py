"""What is kept of a room in memory: its facts under their versions, and the most that is kept of anything."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from hub.login.caller import Caller
from policies.facts import Facts, Item, Staff

T = TypeVar("T")


@dataclass(slots=True)
class Kept:
    """A room's facts as of some versions, and what was read of it since under the same versions.

    `insiders` are those who know of the room. Nobody else is answered from what is kept: to a stranger a room
    that is there has to be as slow as one that is not.
    """

    facts: Facts
    versions: Mapping[str, int]
    items: dict[str, Item] = field(default_factory=dict)
    insiders: frozenset[str] = frozenset()
    for_asker: dict[tuple[str, str | None, int, str], Facts] = field(default_factory=dict)


def keep(kept: "OrderedDict[str, T]", key: str, value: T, most: int) -> None:
    """Keep this value as the newest, and let go of the oldest where there are more than `most`."""
    kept[key] = value
    kept.move_to_end(key)
    while len(kept) > most:
        kept.popitem(last=False)


def insiders_of(facts: Facts) -> frozenset[str]:
    """Who knows of the room: the people of its child, and who takes part."""
    return frozenset(facts.people).union(who for room in facts.rooms.values() for who, _ in room.participants)


def staff_for(staff: Mapping[str, Staff], known: Staff, by: Caller) -> dict[str, Staff]:
    """The staff that are known, of whom the asker has the assignment that their session stands on, and no other."""
    others = {who: one for who, one in staff.items() if who != by.who}
    if not by.staff and not known.assignments:
        return others
    chosen = tuple(a for a in known.assignments if a.id == by.assignment)
    return {**others, by.who: replace(known, assignments=chosen)}
