"""The judge of the races: replays the ledger as the database holds it, and compares what was answered.

It reads with a connection of its own, and takes from the database which transaction wrote each row (`xmin`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import asyncpg

from consent.ledger import entry
from consent.ledger.entry import Entry

ROWS = "SELECT position, xmin::text AS writer, leaf FROM ledger_entry WHERE position >= $1 ORDER BY position"
ACTS = "SELECT id, xmin::text AS writer, ends, out_units, out_categories FROM act WHERE entry >= $1"

EFFECTS = ("ConsentEnded", "ConsentNarrowed")


@dataclass
class Taken:
    """What is no longer in a consent, and at which entry it went: the whole, a unit, a category."""

    whole: int | None = None
    parts: dict[str, int] = field(default_factory=dict)


@dataclass
class Order:
    """The ledger so far. `failures` is what breaks the promise in it."""

    read: int = 0
    entries: dict[int, Entry] = field(default_factory=dict)
    writers: dict[int, str] = field(default_factory=dict)
    taken: dict[str, Taken] = field(default_factory=dict)
    effects: dict[str, int] = field(default_factory=dict)
    withdrawals: dict[str, int] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    async def follow(self, connection: asyncpg.Connection) -> None:
        """Read on from where it stopped, and judge what is new."""
        first = self.read
        rows = await connection.fetch(ROWS, first)
        acts = {row["id"]: row for row in await connection.fetch(ACTS, first)}
        for row in rows:
            found = entry.read(row["position"], row["leaf"].encode())
            self.entries[found.index], self.writers[found.index] = found, row["writer"]
            self.failures += self._judge(found)
        self.read = first + len(rows)
        self.failures += self._acts(acts)

    def _judge(self, found: Entry) -> Iterator[str]:
        body: Any = found.body
        if found.index and found.index - 1 not in self.entries:
            yield f"entry {found.index} stands alone: {found.index - 1} is missing"
        if found.kind == "ConsentWithdrawn":
            self.withdrawals[body["act"]] = found.index
        elif found.kind in EFFECTS:
            yield from self._effect(found, body)
        elif found.kind == "ItemOpened":
            yield from self._opening(found, body)

    def _effect(self, found: Entry, body: Any) -> Iterator[str]:
        self.effects[body["act"]] = found.index
        held = self.taken.setdefault(body["consent"], Taken())
        if found.kind == "ConsentEnded":
            held.whole = found.index
        for part in (*body.get("units", ()), *body.get("categories", ())):
            held.parts[part] = found.index
        act = self.withdrawals.get(body["act"])
        if act is None:
            yield f"{found.kind} at {found.index} comes before its withdrawal"
        elif self.writers[act] != self.writers[found.index]:
            yield f"{found.kind} at {found.index} and its withdrawal at {act} are of two transactions"

    def _opening(self, found: Entry, body: Any) -> Iterator[str]:
        stands_on = {body["reader_unit"], body["item_unit"], *body["categories"]}
        for consent in body["consents"]:
            held = self.taken.get(consent)
            if held is None:
                continue
            if held.whole is not None:
                yield f"opening at {found.index} under {consent}, which ended at {held.whole}"
            for part in sorted(stands_on & held.parts.keys()):
                yield f"opening at {found.index} under {consent}, out of which {part} went at {held.parts[part]}"

    def _acts(self, acts: dict[str, Any]) -> Iterator[str]:
        """The row of every act that has an effect was written by the transaction of its effect."""
        for act, row in acts.items():
            acting = bool(row["ends"] or row["out_units"] or row["out_categories"])
            effect = self.effects.get(act)
            if acting != (effect is not None):
                yield f"act {act}: its row and the ledger do not agree on whether it has an effect"
            elif effect is not None and self.writers[effect] != row["writer"]:
                yield f"act {act}: its row and its effect at {effect} are of two transactions"


def effect_among(order: Order, entries: Iterable[int]) -> int | None:
    """The effect among the entries that were acknowledged, as the database holds it."""
    kinds = {index: order.entries[index].kind for index in entries if index in order.entries}
    return next((index for index, kind in kinds.items() if kind in EFFECTS), None)
