"""What must always hold in the order of the ledger: no opening under a consent after its end or narrowing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Replay:
    """What earlier entries have ended (consent ids) and taken out (consent id to units and categories)."""

    ended: dict[str, int] = field(default_factory=dict)
    narrowed: dict[str, dict[str, int]] = field(default_factory=dict)

    def follow(self, index: int, kind: str, body: Mapping[str, Any]) -> Iterator[str]:
        """Take in one entry; a sentence for each promise that it breaks. Malformed bodies raise."""
        if kind == "ConsentEnded":
            self.ended.setdefault(body["consent"], index)
        elif kind == "ConsentNarrowed":
            taken = self.narrowed.setdefault(body["consent"], {})
            for code in (*body["units"], *body["categories"]):
                taken.setdefault(code, index)
        elif kind == "ItemOpened":
            yield from self._opened(body, body["reader_unit"], body["consents"])
        elif kind == "ItemShown":
            for reader in body["shown_to"]:
                _who, unit, _kind, *consents = reader.split(" ")
                yield from self._opened(body, unit, consents)

    def _opened(self, body: Mapping[str, Any], unit: str, consents: Iterable[str]) -> Iterator[str]:
        used = (unit, body["item_unit"], *body["categories"])
        for consent in consents:
            if consent in self.ended:
                yield f"opened under consent {consent}, which entry {self.ended[consent]} ended"
            taken = self.narrowed.get(consent)
            for code in used if taken else ():
                if taken and code in taken:
                    yield f"opened under consent {consent}, from which entry {taken[code]} took {code}"
