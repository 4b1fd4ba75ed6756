"""That scopes have moved, told to whoever waits for it: no more than "look again", never an answer."""

from collections.abc import Callable, Collection

Hears = Callable[[Collection[str] | None], None]
"""Gets the scopes that have moved, or None where nobody knows which: then any may have."""


class Moves:
    """Those who are told in this process."""

    def __init__(self) -> None:
        self._hearing: set[Hears] = set()

    def begin(self, hears: Hears) -> None:
        """From now on `hears` is told."""
        self._hearing.add(hears)

    def end(self, hears: Hears) -> None:
        """It is told no more."""
        self._hearing.discard(hears)

    def tell(self, scopes: Collection[str] | None) -> None:
        """Tell everybody who hears."""
        for hears in tuple(self._hearing):
            hears(scopes)
