"""The check itself: one walk over the lines, in which everything is compared with what came before."""

from collections.abc import Iterator, Sequence
from itertools import islice

from consent.errors import Forged, Malformed
from consent.ledger.checkpoint import Checkpoint, open_checkpoint
from consent.ledger.entry import Leaf, decode
from consent.ledger.export import NOTE_LINES, parse_entry_line, parse_header
from consent.ledger.merkle import Frontier, grown, leaf_hash
from consent.ledger.replay import Replay
from consent.ledger.signed_note import Verifier
from consent.ledger.verdict import Finding, Verdict

TOGETHER = 4096
"""Leaf hashes that are gathered before they are put in the tree."""


class Check:
    """Goes through the lines once; after a broken line it goes on from what the next one says of itself."""

    def __init__(self, verifier: Verifier, held: Sequence[Checkpoint]) -> None:
        self.verifier = verifier
        self.held = {checkpoint.size: checkpoint for checkpoint in held}
        self.verdict = Verdict(verifier.name)
        self.line, self.next_index, self.read = 0, 0, 0
        self.frontier, self.waiting = Frontier(), list[bytes]()
        self.chains: dict[str | None, tuple[int, str]] = {}
        self.last_at = ""
        self.replay = Replay()
        self.closed_at = -1

    def found(self, what: str, expected: object, got: object, index: int | None = None) -> None:
        """Take down a finding on the line just read."""
        self.verdict.add(Finding(self.line, index, what, str(expected), str(got)))

    def run(self, lines: Iterator[bytes]) -> Verdict:
        """All of it, in order."""
        size = self._header(next(lines, b""))
        origin_line = self.verifier.name.encode() + b"\n"
        self._compare_held()
        for line in lines:
            self.line += 1
            if line == origin_line:
                self._checkpoint([line, *islice(lines, NOTE_LINES - 1)])
            else:
                self._entry(line)
        self._end(size)
        return self.verdict

    def _header(self, line: bytes) -> int | None:
        self.line = 1
        try:
            origin, size = parse_header(line)
        except Malformed as error:
            self.found("header", error, _shown(line))
            return None
        if origin != self.verifier.name:
            self.found("header", f"origin {self.verifier.name}", origin)
        return size

    def _entry(self, line: bytes) -> None:
        self.closed_at = -1
        try:
            index, stated, leaf = parse_entry_line(line)
        except Malformed as error:
            self.found("line", error, _shown(line), self.next_index)
            self.next_index += 1
            return
        if index != self.next_index:
            self.found("index", self.next_index, index, self.next_index)
        self.next_index = index + 1
        digest = leaf_hash(leaf)
        if digest.hex().encode() != stated:
            self.found("leaf hash", stated.decode(), digest.hex(), index)
        self._grow(digest)
        try:
            self._fields(index, decode(leaf), digest)
        except (Malformed, KeyError, TypeError) as error:
            self.found("entry", "an entry in canonical JSON", error, index)

    def _fields(self, index: int, fields: Leaf, digest: bytes) -> None:
        length, previous = self.chains.get(fields.room, (0, None))
        if (fields.room_index, fields.room_prev) != (length, previous):
            at = f"{fields.room_index} after {fields.room_prev}"
            self.found("room chain", f"{length} after {previous}", at, index)
        self.chains[fields.room] = (fields.room_index + 1, digest.hex())
        if fields.at < self.last_at:
            self.found("time", f"not before {self.last_at}", fields.at, index)
        self.last_at = fields.at
        for broken in self.replay.follow(index, fields.kind, fields.body):
            self.found("order", "no opening after the end or narrowing of its consent", broken, index)

    def _grow(self, digest: bytes) -> None:
        self.waiting.append(digest)
        self.read += 1
        if len(self.waiting) >= TOGETHER or self.read in self.held:
            self._compare_held()

    def _compare_held(self) -> None:
        self._flush()
        held = self.held.get(self.read)
        if held is not None and held.root != self.frontier.root():
            what = "the held checkpoint's tree"
            self.found(what, f"root {held.root.hex()}", self.frontier.root().hex(), self.read - 1)

    def _flush(self) -> None:
        self.frontier, _ = grown(self.frontier, self.waiting)
        self.waiting.clear()

    def _checkpoint(self, lines: Sequence[bytes]) -> None:
        begun, self.line = self.line, self.line + len(lines) - 1
        self._flush()
        try:
            checkpoint = open_checkpoint(b"".join(lines).decode(), self.verifier)
        except (Malformed, Forged, UnicodeDecodeError) as error:
            self.found(f"checkpoint (lines {begun} to {self.line})", "a note signed by the key", error)
            return
        self.verdict.checkpoints += 1
        if (checkpoint.size, checkpoint.root) != (self.read, self.frontier.root()):
            got = f"{self.read} entries with root {self.frontier.root().hex()}"
            self.found("tree", f"{checkpoint.size} entries with root {checkpoint.root.hex()}", got)
        if checkpoint.size == self.closed_at:
            self.found("checkpoint", "one for each size", f"another for {checkpoint.size}")
        self.closed_at = checkpoint.size

    def _end(self, size: int | None) -> None:
        self._flush()
        self.verdict.size, self.verdict.root = self.read, self.frontier.root().hex()
        if self.closed_at != self.read:
            self.found("end", "a checkpoint over everything as the last lines", "none")
        if size is not None and size != self.read:
            self.line = 1
            self.found("size", f"{self.read} entries, as there are", size)
        for held in self.held.values():
            if held.size > self.read:
                self.found("rolled back", f"the {held.size} entries of a held checkpoint", self.read)


def _shown(line: bytes) -> str:
    return ascii(line[:120])
