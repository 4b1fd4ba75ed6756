"""What came of each race, and whether the races were races: who came first, and how close it was."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tests.faults.races_node import Read, Withdrawn
from tests.faults.races_order import Order, effect_among
from tests.faults.races_plan import Race

CLOSE = 0.3
"""The least share of races where a reading and the withdrawal went on at the same time."""

BOTH = 0.1
"""The least share of races with a reading before the end, and of races with one after."""


@dataclass
class Tally:
    """Counts over all batches, and what failed in them."""

    tried: int = 0
    failures: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def judge(self, races: Sequence[Race], found: Sequence[Withdrawn | Read], order: Order) -> None:
        """Compare what each race's three processes were answered with the ledger."""
        ends = {one.race: one for one in found if isinstance(one, Withdrawn)}
        for race in races:
            end = ends[race.number]
            reads = [one for one in found if isinstance(one, Read) and one.race == race.number]
            what = f"race {race.number} ({race.step} by {race.capacity.value})"
            self.failures += [f"{what}: {wrong}" for wrong in self._race(race, end, reads, order)]
            self.tried += 1

    def _race(self, race: Race, end: Withdrawn, reads: list[Read], order: Order) -> Iterator[str]:
        effect = effect_among(order, end.entries)
        if not end.acknowledged:
            yield "the withdrawal was not acknowledged"
        elif effect is None:
            yield f"acknowledged, and no effect among its entries {end.entries} in the database"
        for read in reads:
            yield from _reading(read, effect, order)
        after = [r for r in reads if effect is not None and r.entry is not None and r.entry > effect]
        close = [r for r in reads if r.began < end.ended and end.began < r.ended]
        self.counts[f"by {race.step}"] += 1
        self.counts["races close"] += bool(close)
        self.counts["races read before"] += len(after) < len(reads)
        self.counts["races read after"] += bool(after)
        self.counts["texts answered"] += sum(r.words for r in reads)
        self.counts["readings"] += len(reads)

    def not_races(self) -> Iterator[str]:
        """What shows that these were no races, so that nothing was tried."""
        for name, least in (("races close", CLOSE), ("races read before", BOTH), ("races read after", BOTH)):
            if self.counts[name] < least * self.tried:
                yield f"no race: only {self.counts[name]} of {self.tried} {name}"


def _reading(read: Read, effect: int | None, order: Order) -> Iterator[str]:
    held = order.entries.get(read.entry) if read.entry is not None else None
    kind = "ItemOpened" if read.words else "ItemRefused"
    if held is None or (held.kind, held.body["item"]) != (kind, read.item):
        yield f"{read.reason} was answered and no {kind} of that text stands at {read.entry}"
        return
    if not read.durable:
        yield f"the text was there before its entry {read.entry} could be seen by others"
    if effect is None:
        return
    if read.words and held.index > effect:
        yield f"a text was answered whose opening {held.index} comes after the end {effect}"
    if not read.words and held.index < effect:
        yield f"refused ({read.reason}) at {held.index}, before the end {effect}"
