"""The public keys in a file, one a line: the ledger's and the receipts', told apart by their names."""

from dataclasses import dataclass
from pathlib import Path

from consent.errors import Malformed
from consent.ledger.signed_note import Verifier
from hub.cli.exits import WRONG_USE, Stop

OF_RECEIPTS = "/receipts"
"""How the name of the receipts' key ends; the ledger's own is the name before it."""


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """What was found: either may be missing, not both."""

    ledger: Verifier | None
    receipts: Verifier | None


def public_keys(path: Path) -> PublicKeys:
    """The keys in the file; stops with advice unless it holds one or both, each once, and nothing else."""
    found: dict[bool, Verifier] = {}
    lines = read_text(path).split()
    for line in lines:
        try:
            key = Verifier.parse(line)
        except Malformed as wrong:
            raise Stop(WRONG_USE, f"{path} holds something that is no public key: {wrong}") from wrong
        found[key.name.endswith(OF_RECEIPTS)] = key
    if not lines or len(found) != len(lines):
        raise Stop(WRONG_USE, f"{path} must hold the ledger's public key, the receipts', or one of each")
    return PublicKeys(ledger=found.get(False), receipts=found.get(True))


def read_text(path: Path) -> str:
    """A text file that was named on the command line; stops with advice where it can't be read."""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Stop(WRONG_USE, f"{path} can't be read; name a text file") from error
