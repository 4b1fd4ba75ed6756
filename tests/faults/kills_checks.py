"""After a kill and a start: is everything that was ever answered still so, and nothing half there?

The export that the start showed is read by the verifier, which knows nothing of databases.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from consent.ledger.checkpoint import open_checkpoint
from consent.ledger.entry import Leaf, decode
from consent.ledger.export import parse_entry_line
from consent.ledger.merkle import leaf_hash
from consent.ledger.signed_note import Verifier
from consent.ledger.verify import verify_export
from tests.faults.kills_lives import Life

ACTS = frozenset({"ConsentGranted", "ConsentRefused", "ConsentWithdrawn"})


@dataclass
class Shown:
    """What a start found: the entries by index, and the rows beside them."""

    export: list[bytes]
    acts: list[dict[str, Any]]
    items: set[str]
    texts: set[str]
    destroyed: set[str]
    leaves: dict[int, tuple[str, Leaf]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Shown:
        held = json.loads(path.read_text())
        shown = cls(
            export=[line + b"\n" for line in held["export"].encode().split(b"\n")[:-1]],
            acts=held["acts"],
            items={row["id"] for row in held["items"]},
            texts={row["item"] for row in held["texts"]},
            destroyed=set(held["destroyed"]),
        )
        for line in shown.export[1:]:
            if line[:1].isdigit() and b"{" in line:
                index, _, leaf = parse_entry_line(line)
                shown.leaves[index] = leaf_hash(leaf).hex(), decode(leaf)
        return shown

    def of(self, *kinds: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """Index and body of the entries of these kinds."""
        return ((index, leaf.body) for index, (_, leaf) in self.leaves.items() if leaf.kind in kinds)


@dataclass
class Remembered:
    """All that the lives of one world have answered: what nobody may take back."""

    verifier: Verifier
    entries: dict[int, tuple[str, str]] = field(default_factory=dict)
    opened: set[int] = field(default_factory=set)
    pages: int = 0
    notes: dict[str, None] = field(default_factory=dict)
    destroyed: set[str] = field(default_factory=set)
    withdrawn: set[str] = field(default_factory=set)
    clashes: list[str] = field(default_factory=list)

    def hear(self, life: Life) -> None:
        """Take down what a life answered."""
        for line in life.told:
            if "note" in line:
                self.notes[line["note"]] = None
            if "destroyed" in line:
                self.destroyed.add(line["destroyed"])
            for index, digest, kind in line.get("answered", ()):
                held = self.entries.setdefault(index, (digest, kind))
                if held != (digest, kind):
                    self.clashes.append(
                        f"entry {index} was answered twice, as {held} and as {(digest, kind)}"
                    )
                if line["text"]:
                    self.opened.add(index)
            if line.get("text") and not line["answered"]:
                self.clashes.append("a text was answered without an entry")

    def wrong(self, shown: Shown) -> Iterator[str]:
        """What does not hold in what a start showed."""
        yield from self.clashes
        yield from self._trees(shown)
        for index, (digest, kind) in self.entries.items():
            found = shown.leaves.get(index)
            if found is None:
                yield f"entry {index} ({kind}) was answered and is gone"
            elif (found[0], found[1].kind) != (digest, kind):
                yield f"entry {index} was answered as another ({kind}, now {found[1].kind})"
            elif index in self.opened and kind != "ItemOpened":
                yield f"a text was answered on an entry {index} that is {kind}"
        openings = sum(1 for _ in shown.of("ItemOpened"))
        if openings < self.pages + len(self.opened):
            yield f"{self.pages + len(self.opened)} texts were answered, {openings} openings stand"
        yield from _halves(shown)
        for consent in self.withdrawn - {body["consent"] for _, body in shown.of("ConsentEnded")}:
            yield f"the end of consent {consent} was answered and is gone"
        for scope in self.destroyed - shown.destroyed:
            yield f"{scope} was destroyed and is there again"

    def _trees(self, shown: Shown) -> Iterator[str]:
        roots: dict[int, bytes] = {}
        for note in self.notes:
            held = open_checkpoint(note, self.verifier)
            if roots.setdefault(held.size, held.root) != held.root:
                yield f"two trees of size {held.size} were signed"
        verdict = verify_export(iter(shown.export), self.verifier, held=[*self.notes])
        yield from (f"the ledger is not whole: {finding}" for finding in verdict.findings[:3])


def _halves(shown: Shown) -> Iterator[str]:
    """Acts, effects, rows and destructions of which only a part is there."""
    written = {body["act"]: index for index, body in shown.of(*ACTS)}
    rows = {row["id"]: row for row in shown.acts}
    ends = {body["act"]: index for index, body in shown.of("ConsentEnded")}
    for act in written.keys() ^ rows.keys():
        yield f"act {act} is {'an entry without a row' if act in written else 'a row without an entry'}"
    for act in written.keys() & rows.keys():
        if rows[act]["entry"] != written[act]:
            yield f"act {act} says entry {rows[act]['entry']} and is {written[act]}"
        if bool(rows[act]["ends"]) != (ends.get(act) == written[act] + 1):
            yield f"act {act} at {written[act]} without its effect, or the effect without it"
    published = {body["item"] for _, body in shown.of("ItemPublished")}
    if not published == shown.items == shown.texts:
        yield "a text, its row and its entry are not all there"
    finished = {body["scope"] for _, body in shown.of("KeyDestroyed")}
    for _, body in shown.of("KeyDestructionIntended"):
        if body["scope"] not in finished & shown.destroyed:
            yield f"the destruction of {body['scope']} was begun, and the start did not finish it"
