"""The ids of the made-up town: as random as the demo's key, and the same each time they are asked for.

So a loading that was cut off goes on where it was, and a second start finds what the first one made.
"""

import hashlib
import hmac
from dataclasses import dataclass, field

from hub.ids import ALPHABET, LENGTH

WORDS = frozenset({"board", "guardians"})
"""Keys in the data that stand for no person and are their own id."""


@dataclass(frozen=True, slots=True)
class TownIds:
    """Ids by the keys of the data; `lookup_key` is the demo's own, so no two demos share an id."""

    lookup_key: bytes = field(repr=False)

    def of(self, kind: str, key: str) -> str:
        """The id of something of this kind (person, room, item, ...), in the form of every other id."""
        if key in WORDS:
            return key
        digest = hmac.new(self.lookup_key, f"town/{kind}/{key}".encode(), hashlib.sha256).digest()
        number = int.from_bytes(digest)
        return "".join(ALPHABET[number >> 5 * place & 31] for place in range(LENGTH))

    def person(self, key: str) -> str:
        """A family member's or a staff member's id."""
        return self.of("person", key)
