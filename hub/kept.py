"""What is kept of a room in memory: its facts under their versions, and the most that is kept of anything."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from policies.facts import Facts, Item

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
