"""Pairs of answers, one for what is there and hidden and one for what is nowhere: compared, and their times kept.

An answer is compared whole, after the two fields that differ from one answer to the next have been named.
"""

import http.client
import random
import re
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import sqrt

from hub.ids import new_id
from tests.hub.absent_town import AWAKE, Case, Hub
from tests.prove.harness import Progress

DIFFER = ((re.compile(r"^date: .*$", re.M), "date: DATE"), (re.compile(r"'nonce-[\w-]+'"), "NONCE"))
"""The moment, and the nonce of the content policy. Nothing else may differ, not even the address asked for."""

TELLS = 0.55
"""A classifier that is right about two answers more often than this tells them apart."""

MANY = 2_000
"""From so many pairs a class on, the area measured is held to TELLS itself; its error is then under 0.01."""

SURE = 3.1
"""Below that, only what is above TELLS by so many standard errors (1 in 1,000) is taken for a tell."""


@dataclass
class Times:
    """The seconds that the answers of one class took."""

    there: list[float] = field(default_factory=list)
    nowhere: list[float] = field(default_factory=list)

    def area(self) -> float:
        """How often the better of the two guesses, slower is there or faster is there, would be right."""
        return best_guess(self.there, self.nowhere)


def best_guess(one: Sequence[float], other: Sequence[float]) -> float:
    """The area under the ROC curve of the times as a classifier (Mann-Whitney), in its better direction."""
    ranked = sorted([(t, 1) for t in one] + [(t, 0) for t in other])
    ranks = sum(rank for rank, (_, side) in enumerate(ranked, 1) if side)
    area = (ranks - len(one) * (len(one) + 1) / 2) / (len(one) * len(other))
    return max(area, 1 - area)


def most_allowed(pairs: int) -> float:
    """The greatest area at which so many pairs say nothing; a guess in the dark has this error around 0.5."""
    return TELLS if pairs >= MANY else TELLS + SURE * sqrt((2 * pairs + 1) / (12 * pairs * pairs))


class Asker:
    """One connection to the hub, asking for one thing after the other."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._line = http.client.HTTPConnection("127.0.0.1", hub.settings.port, timeout=30)
        self._line.connect()
        self._line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def close(self) -> None:
        self._line.close()

    def ask(self, kind: str, path: str) -> tuple[float, str]:
        """The seconds until the whole answer was there, and the answer."""
        sent = {"cookie": self._hub.cookies[kind], "accept": "text/html", "accept-language": "sv"}
        began = time.perf_counter()
        self._line.request("GET", path, headers=sent)
        answer = self._line.getresponse()
        body = answer.read()
        took = time.perf_counter() - began
        heads = "\n".join(f"{name}: {value}" for name, value in answer.getheaders())
        whole = f"{answer.status}\n{heads}\n\n{body.decode()}"
        for differs, name in DIFFER:
            whole = differs.sub(name, whole)
        return took, whole


@dataclass
class Compared:
    """What came of the pairs of some classes."""

    times: dict[str, Times] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    asked: int = 0


def compare(
    hub: Hub, asked: dict[Case, int], chance: random.Random, progress: Progress, told: int = 0
) -> Compared:
    """So many pairs of each class, all mixed, in either order; now and then somebody works in the rooms."""
    found = Compared({case.name: Times() for case in asked})
    turns = [case for case, many in asked.items() for _ in range(many)]
    chance.shuffle(turns)
    asker, kind = Asker(hub), AWAKE[0]
    try:
        for turn, case in enumerate(turns):
            if chance.random() < 0.1:
                asker.ask(kind, AWAKE[1].format(hub.ids[chance.choice(AWAKE[2])]))
            _pair(hub, asker, case, chance, found)
            progress(told + turn * max(asked.values()) // len(turns))
    finally:
        asker.close()
    return found


def _pair(hub: Hub, asker: Asker, case: Case, chance: random.Random, found: Compared) -> None:
    paths = {True: case.path.format(hub.ids[case.thing]), False: case.path.format(new_id())}
    said: dict[bool, str] = {}
    times = found.times[case.name]
    for there in chance.sample([True, False], 2):
        took, said[there] = asker.ask(case.kind, paths[there])
        (times.there if there else times.nowhere).append(took)
        found.asked += 1
    if said[True] != said[False]:
        found.failures.append(f"{case.name}: {_first_difference(said[True], said[False])}")
    elif not said[True].startswith("404\n"):
        found.failures.append(f"{case.name}: answered with {said[True][:3]}")


def _first_difference(one: str, other: str) -> str:
    both = zip(one.splitlines(), other.splitlines(), strict=False)
    return next((f"{a!r} where there is something, else {b!r}" for a, b in both if a != b), "one is longer")


def telling(found: Compared, where: str) -> list[str]:
    """The classes that their times tell apart."""
    failures = []
    for name, times in found.times.items():
        area, most = times.area(), most_allowed(len(times.there))
        if area > most:
            failures.append(f"{name} on {where}: told apart by time, {area:.3f} where {most:.3f} is chance")
    return failures
