"""The C2SP checkpoint (c2sp.org/tlog-checkpoint): the head of a ledger, as the text of a signed note.

    samrum.example/ledger
    1
    Lfi1ZzOnYrt9w7aeHZyFWlPdbDmHAMPtGBoTXKYYiQo=

Origin, size, root. Extension lines, which the format allows, are refused: we write none.
"""

import base64
import re
from dataclasses import dataclass

from consent.errors import Malformed
from consent.ledger.signed_note import Signer, Verifier, open_note, unbase64

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Origin, number of leaves, and the root over them (32 bytes)."""

    origin: str
    size: int
    root: bytes

    def __str__(self) -> str:
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        """The checkpoint of a text; raises Malformed for anything that `str()` would not have written."""
        lines = text.split("\n")
        if len(lines) != 4 or lines[3] or not lines[0]:
            raise Malformed("a checkpoint has three lines: origin, size and root")
        if not _SIZE.fullmatch(lines[1]):
            raise Malformed("a checkpoint's size is a number without leading zeros")
        root = unbase64(lines[2])
        if len(root) != 32:
            raise Malformed("a root is 32 bytes")
        return cls(lines[0], int(lines[1]), root)


def sign(signer: Signer, size: int, root: bytes) -> str:
    """The signed note of a head, under the signer's name as origin."""
    return signer.sign(str(Checkpoint(signer.name, size, root)))


def open_checkpoint(note: str, verifier: Verifier) -> Checkpoint:
    """The checkpoint in a note that this verifier's ledger signed; raises Malformed or Forged."""
    text, _ = open_note(note, [verifier])
    checkpoint = Checkpoint.parse(text)
    if checkpoint.origin != verifier.name:
        raise Malformed(f"the origin is {checkpoint.origin}, the key belongs to {verifier.name}")
    return checkpoint
