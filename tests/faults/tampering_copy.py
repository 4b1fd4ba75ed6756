"""A ledger as whoever runs the server holds it: every leaf, every checkpoint, and the key to sign again with."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consent.events import Event
from consent.ledger import Signer, canonical
from consent.ledger.checkpoint import sign
from consent.ledger.export import entry_line, header
from consent.ledger.merkle import Frontier, grown, leaf_hash
from tests.consent.ledger.happenings import began, changed, ended, narrowed, opened

ORIGIN = "samrum.example/ledger"
ROOMS, CONSENTS = ("r1", "r2", "r3"), ("c1", "c2", "c3", "c4", "c5", "c6")
Fields = dict[str, Any]


@dataclass(frozen=True)
class Copy:
    """Leaves in their order, and the checkpoints that were handed out, by size; the last covers everything.

    `stated` holds leaf hashes that stand in an export beside another leaf; `stale` says that whoever tampered
    left the head of the tree as it was.
    """

    signer: Signer
    leaves: tuple[bytes, ...]
    notes: dict[int, str]
    numbers: tuple[int, ...] = ()
    stated: tuple[tuple[int, bytes], ...] = ()
    stale: bool = True

    def fields(self, index: int) -> Fields:
        """What stands in an entry."""
        found: Fields = json.loads(self.leaves[index])
        return found

    def with_leaf(self, index: int, leaf: bytes) -> "Copy":
        """The same with another leaf there."""
        return replace(self, leaves=(*self.leaves[:index], leaf, *self.leaves[index + 1 :]))

    def with_fields(self, index: int, **fields: object) -> "Copy":
        """The same with other fields in that entry, in canonical form."""
        return self.with_leaf(index, canonical.dumps({**self.fields(index), **fields}))

    def with_leaves(self, leaves: Sequence[bytes]) -> "Copy":
        """The same checkpoints over other leaves."""
        return replace(self, leaves=tuple(leaves))

    def room(self, index: int) -> str | None:
        """The room of an entry."""
        room: str | None = self.fields(index)["room"]
        return room

    def next_in_room(self, index: int) -> int | None:
        """The next entry of that entry's room."""
        room = self.room(index)
        return next((n for n in range(index + 1, len(self.leaves)) if self.room(n) == room), None)

    def tree(self, size: int) -> Frontier:
        """The right edge of the tree over the first leaves."""
        return grown(Frontier(), [leaf_hash(leaf) for leaf in self.leaves[:size]])[0]

    def signed_again(self, sizes: Sequence[int] | None = None) -> "Copy":
        """Chains, tree and checkpoints all made right, as only the holder of the key can."""
        chains: dict[str | None, tuple[int, str | None]] = {}
        leaves = []
        for leaf in self.leaves:
            fields = json.loads(leaf)
            length, previous = chains.get(fields["room"], (0, None))
            new = canonical.dumps({**fields, "room_index": length, "room_prev": previous})
            chains[fields["room"]] = (length + 1, leaf_hash(new).hex())
            leaves.append(new)
        made = replace(self.with_leaves(leaves), stale=False)
        kept = [size for size in (sizes or self.notes) if size < len(leaves)]
        notes = {s: sign(self.signer, s, made.tree(s).root()) for s in (*kept, len(leaves))}
        return replace(made, notes=notes)

    def lines(self) -> list[bytes]:
        """As an export."""
        stated, numbers = dict(self.stated), self.numbers or tuple(range(len(self.leaves)))
        found = [header(self.signer.name, len(self.leaves))]
        for place, leaf in enumerate(self.leaves):
            if place in self.notes:
                found += _note_lines(self.notes[place])
            line = entry_line(numbers[place], leaf)
            if place in stated:
                line = line.replace(leaf_hash(leaf).hex().encode(), stated[place].hex().encode(), 1)
            found.append(line)
        last = max(self.notes)
        return found + _note_lines(self.notes[last]) if last >= len(self.leaves) else found


def _note_lines(note: str) -> list[bytes]:
    return note.encode().splitlines(keepends=True)


def signer() -> Signer:
    """A ledger's key."""
    return Signer(ORIGIN, Ed25519PrivateKey.generate())


def events(chance: Random, many: int, over: set[str]) -> list[Event]:
    """What may happen in three rooms; nothing is opened under the consents that are over, which may grow."""
    found: list[Event] = []
    while len(found) < many:
        consent, room = chance.choice(CONSENTS), chance.choice(ROOMS)
        what = chance.random()
        if what < 0.5 and consent not in over:
            found.append(opened(room, consent))
        elif what < 0.6 and len(over) < len(CONSENTS) - 2 and consent not in over:
            over.add(consent)
            found.append(
                ended(consent, room) if chance.random() < 0.6 else narrowed(consent, categories=("maende",))
            )
        else:
            found.append(chance.choice((began(room), changed())))
    return found
