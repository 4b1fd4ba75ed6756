"""A small cache of unwrapped data keys that forgets soon and never holds what was purged meanwhile."""

import time
from collections import OrderedDict
from collections.abc import Callable

LEASE_SECONDS = 5.0
"""How long a key may be used without asking the store: a key destroyed by another process lives no longer.

It is the same time as a screen's lease, so that destroying adds no longer wait than a reader already has.
"""

SIZE = 512


class KeyCache:
    """Keys by scope. `generation` is read before asking the store, and `put` drops what came too late."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._held: OrderedDict[str, tuple[bytes, float]] = OrderedDict()
        self.generation = 0

    def get(self, scope: str) -> bytes | None:
        """The key, if it was put here less than a lease ago."""
        held = self._held.get(scope)
        if held is None or self._clock() >= held[1]:
            self._held.pop(scope, None)
            return None
        return held[0]

    def put(self, scope: str, key: bytes, *, generation: int) -> None:
        """Hold a key that was read in that generation; one purged since then is not held."""
        if generation != self.generation:
            return
        self._held[scope] = (key, self._clock() + LEASE_SECONDS)
        if len(self._held) > SIZE:
            self._held.popitem(last=False)

    def purge(self, scope: str) -> None:
        """Forget a key, also one that somebody is fetching right now."""
        self.generation += 1
        self._held.pop(scope, None)
