"""Names in scenario files and ids in the application, which takes no other form of id.

An id begins with its name, five bits a letter in an alphabet that sorts as bytes do: so what stands first by
identifier in the file stands first in the application as well.
"""

from hashlib import sha256

from consent.words import BOARD, GUARDIANS
from hub.ids import ALPHABET, LENGTH

WORDS = frozenset({BOARD, GUARDIANS, ""})
"""What stands where a name could, and is its own id."""

LETTERS = 13
"""Bytes of the name that the id begins with; 26 bits of its hash come after them."""


class Names:
    """Ids by name, and back again."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def of(self, name: str) -> str:
        """The id of a person, room, meeting, consent or item of this name."""
        if name in WORDS:
            return name
        start = name.encode()[:LETTERS].ljust(LETTERS, b"\0")
        number = int.from_bytes(start) << 26 | int.from_bytes(sha256(name.encode()).digest()) >> 230
        made = "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LENGTH)))
        self._names[made] = name
        return made

    def maybe(self, name: str | None) -> str | None:
        """The same for what may be left out."""
        return None if name is None else self.of(name)

    def all(self, names: frozenset[str]) -> frozenset[str]:
        """The same for several."""
        return frozenset(map(self.of, names))

    def back(self, text: str) -> str:
        """A text of the ledger with the file's names in place of the ids."""
        return " ".join(self._names.get(part, part) for part in text.split())
