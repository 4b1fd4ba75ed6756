"""Which kills, in which order: every await, every statement, any time, the start, the server."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from itertools import chain, repeat, zip_longest

Listed = Mapping[tuple[str, str], Mapping[str, int]]
"""For each kind of database and each act: how often each step was passed."""

SHARES = {"step": 15, "any time": 1, "served": 1, "start": 1, "first start": 1, "server": 1}
"""Of twenty kills."""

LONGEST = {"any time": 0.12, "served": 1.0, "start": 0.06, "first start": 0.4, "server": 0.12}
"""Seconds within which a life is killed: after it is up, after its doors are open, or after its birth."""


@dataclass(frozen=True)
class Kill:
    """One kill: on which database, of what, while what was done, and where or when."""

    kind: str
    how: str
    acts: tuple[str, ...]
    place: str = ""
    nth: int = 1
    seconds: float = 0.0

    def __str__(self) -> str:
        where = f"{self.place}, time {self.nth}" if self.place else f"{self.seconds * 1000:.0f} ms"
        return f"{self.kind}, {self.how}, {' '.join(self.acts)}, {where}"


def places(listed: Listed, kind: str, what: str) -> list[str]:
    """Every step of a kind ("await" or "statement") that was seen on this database."""
    return sorted({p for (k, _), steps in listed.items() if k == kind for p in steps if p.startswith(what)})


def planned(listed: Listed, count: int, chance: random.Random, done: Set[tuple[str, str]]) -> Iterator[Kill]:
    """`count` kills. A step is taken again only when every one has had its kill; `done` grows meanwhile."""
    kinds = sorted({kind for kind, _ in listed})
    walks = {kind: _walk(listed, kind, chance, done) for kind in kinds}
    ways = [way for way, share in SHARES.items() for _ in range(share)]
    while count > 0:
        chance.shuffle(ways)
        for number, way in enumerate(ways[:count]):
            kind = "postgresql" if way == "server" else kinds[(count + number) % len(kinds)]
            yield next(walks[kind]) if way == "step" else _other(way, kind, listed, chance)
        count -= len(ways)


def hunted(listed: Listed, how: str, where: str, count: int, chance: random.Random) -> Iterator[Kill]:
    """`count` kills at awaits of the files named like `where`, each as likely as it is often passed.

    A life whose server is struck has done everything once before, and passes each await less often.
    """
    passed = [
        (Kill(kind, how, (act,), place), times if how == "step" else 1)
        for (kind, act), steps in sorted(listed.items())
        for place, times in sorted(steps.items())
        if place.startswith("await") and where in place
    ]
    if not passed:
        return
    for kill, times in chance.choices(passed, [times for _, times in passed], k=count):
        yield replace(kill, nth=chance.randint(1, times))


def _walk(listed: Listed, kind: str, chance: random.Random, done: Set[tuple[str, str]]) -> Iterator[Kill]:
    """The first time round at any pass of a step, then at its first, which no life goes without."""
    for first_round in chain([True], repeat(False)):
        awaits, statements = (
            [p for p in all_of if (kind, p) not in done] or all_of
            for all_of in (places(listed, kind, "await"), places(listed, kind, "statement"))
        )
        chance.shuffle(awaits)
        chance.shuffle(statements)
        for place in filter(None, chain.from_iterable(zip_longest(awaits, statements))):
            act = chance.choice([a for (k, a), steps in listed.items() if k == kind and place in steps])
            passes = listed[kind, act][place] if first_round else 1
            yield Kill(kind, "step", (act,), place, chance.randint(1, passes))


def _other(way: str, kind: str, listed: Listed, chance: random.Random) -> Kill:
    acts = sorted({act for _, act in listed})
    some = tuple(chance.sample(acts, len(acts)))
    if way == "server" and chance.random() < 0.5:
        of_it = {key: steps for key, steps in listed.items() if key[0] == kind}
        return next(hunted(of_it, way, "", 1, chance))
    if way == "served" and chance.random() < 0.5 and (steps := listed.get((kind, "read"))):
        place = chance.choice(sorted(steps))
        return Kill(kind, way, some, place, chance.randint(1, 6 * steps[place]), LONGEST["served"])
    return Kill(kind, way, some, seconds=chance.uniform(0, LONGEST[way]))
