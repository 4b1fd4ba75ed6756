"""Destroying and rotating keys, told in the ledger: the intent before, the completion after.

A scope's mark in the ledger's versions (`key:<scope>`) is 0 while nothing was intended, 1 once it was and 2
when it was completed, so that two who destroy at once, or one who is cut off half way, write it down once.
"""

from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import datetime

from consent.errors import Moved
from consent.events import KeyDestroyed, KeyDestructionIntended, KeysRotated
from consent.keys.store import KeyStore, Progress
from consent.ledger.entry import Entry
from consent.ledger.log import Ledger

NOTHING, INTENDED = 0, 1


async def destroy_scope(
    ledger: Ledger, keys: KeyStore, *, scope: str, room: str | None, by: str, at: datetime
) -> None:
    """Destroy the key of a room or an author for good; doing it again adds nothing to the ledger.

    `room` is the room in whose chain it stands (None for an author's key), `by` who did it, as that chain
    names people. After this the texts are unreadable here; a backup of the key store keeps the wrapped key
    for as long as it is kept itself, and another process uses a key that it holds for at most one lease.
    """
    await _step(ledger, KeyDestructionIntended(room=room, by=by, scope=scope), mark=NOTHING)
    await keys.destroy(scope, at=at)
    await _step(ledger, KeyDestroyed(room=room, by=by, scope=scope), mark=INTENDED)


async def resume(ledger: Ledger, keys: KeyStore, *, at: datetime) -> list[str]:
    """At start-up, before anything is served: finish what was intended. Returns the scopes that needed it.

    What the ledger says was destroyed and the key store still holds is a key that a restored backup brought
    back: it is destroyed again.
    """
    finished = set()
    for intent in await unfinished(ledger, keys):
        scope, by = str(intent.body["scope"]), str(intent.body["by"])
        await destroy_scope(ledger, keys, scope=scope, room=intent.room, by=by, at=at)
        finished.add(scope)
    return sorted(finished)


async def unfinished(ledger: Ledger, keys: KeyStore) -> list[Entry]:
    """The intents whose keys are still there, or whose completion is not in the ledger; changes nothing."""
    gone = set(await keys.destroyed())
    return [
        intent
        async for intent in _intents(ledger)
        if (scope := str(intent.body["scope"])) not in gone or await _mark(ledger, scope) == INTENDED
    ]


async def rotate_keys(
    ledger: Ledger, keys: KeyStore, *, by: str, at: datetime, progress: Progress | None = None
) -> int:
    """Wrap every data key under the current key-encryption key and write that down. Returns how many.

    Started again after a stop it goes on, and the ledger is told also when only the telling was missing.
    """
    wrapped = await keys.rotate(at=at, progress=progress)
    last = await ledger.find(kinds={KeysRotated.__name__}, limit=1)
    if wrapped or not last or last[0].body["kek"] != keys.current:
        await ledger.append([KeysRotated(by=by, kek=keys.current)])
    return wrapped


async def _step(ledger: Ledger, event: KeyDestructionIntended | KeyDestroyed, *, mark: int) -> None:
    """Append the event if the scope stands at this mark; somebody else's having done so is as good."""
    name = _name(event.scope)
    if await _mark(ledger, event.scope) == mark:
        with suppress(Moved):
            await ledger.append([event], guard={name: mark}, bumps=[name])


async def _mark(ledger: Ledger, scope: str) -> int:
    moment = await ledger.moment([_name(scope)])
    return moment.versions[_name(scope)]


def _name(scope: str) -> str:
    return f"key:{scope}"


async def _intents(ledger: Ledger) -> AsyncIterator[Entry]:
    before = None
    while page := await ledger.find(kinds={KeyDestructionIntended.__name__}, before=before):
        for entry in page:
            yield entry
        before = page[-1].index
