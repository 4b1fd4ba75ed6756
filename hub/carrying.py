"""An act about a consent, carried out: its events, and its row with the words that belong to it sealed."""

import asyncio
from collections.abc import Awaitable, Callable

from consent.actions import acted
from consent.database import FAILURES
from consent.errors import Forged, KeyGone, Malformed
from consent.ledger.entry import Entry
from consent.receipt_form import Shown
from consent.record import Act, Consent
from consent.rows import act_row
from consent.tables import ActRow
from consent.words import ActKind
from hub.desk import Change, moves_room
from hub.facts import Seen
from hub.house import House
from hub.story.seal import open_note, seal_note, seal_shown

AT_ONCE = 0.3
"""Seconds that a no waits for a key: it is decided anew after one."""

A_YES_WAITS = 1.0
"""Seconds that a yes waits for its key, also one with words that staff wrote down: others' answers wait with it."""

OUT_OF_REACH: tuple[type[Exception], ...] = (KeyGone, Forged, Malformed, *FAILURES)

Page = Callable[[Seen], Awaitable[Shown | None]]
"""The text of the page that is answered, as these facts have it; nothing where it is another than was shown."""


async def text_of(page: Page | None, act: Act, seen: Seen) -> Shown | None:
    """The text that is answered. A no waits for none: where its text can't be had it keeps none."""
    try:
        async with asyncio.timeout(A_YES_WAITS):
            return await page(seen) if page is not None else None
    except OUT_OF_REACH:
        if act.kind is ActKind.GRANT:
            raise
        return None


async def carried_out(
    house: House, held: Consent, act: Act, *, said: str = "", shown: Shown | None = None
) -> Change:
    """The act's events with what it ends or narrows, and its row, with the words that were said, and the text that was
    shown, sealed."""
    room = held.room
    said_sealed, commitment, shown_sealed, shown_commitment = None, None, None, None
    if said.strip():
        # Only words need the room's key: a no without any stands also where the key is gone or out of reach.
        async with asyncio.timeout(A_YES_WAITS if act.kind is ActKind.GRANT else None):
            key = await house.keys.key(f"room:{room}")
        said_sealed, commitment = seal_note(said, key=key, note=act.id, room=room)
    if shown is not None:
        shown_sealed, shown_commitment = await _kept(house, act, shown, room)
    names = await house.desk.names(room, {act.by, *([act.recorded_by] if act.recorded_by else [])})

    async def write(entries: tuple[Entry, ...]) -> None:
        row = act_row(held, act, entry=entries[0].index, said_sealed=said_sealed, shown_sealed=shown_sealed)
        await type(row).insert(row).run()

    return Change(
        events=acted(held, act, names=names, commitment=commitment, shown=shown_commitment),
        writes=(write,),
        moves=moves_room(room),
    )


async def said_in(house: House, act: str, room: str) -> str:
    """The words that staff wrote down of what somebody said; none where there are none or they can't be opened."""
    rows = await ActRow.select(ActRow.said_sealed).where(ActRow.id == act).run()
    sealed = rows[0]["said_sealed"] if rows else None
    if not isinstance(sealed, bytes):
        return ""
    key = await key_at_once(house, room)
    try:
        return open_note(sealed, key=key, note=act, room=room) if key is not None else ""
    except (Forged, Malformed):
        return ""


async def _kept(house: House, act: Act, shown: Shown, room: str) -> tuple[bytes | None, str | None]:
    """The text that was shown, sealed, and its commitment: nothing of a no whose room's key can't be had at once."""
    if act.kind is ActKind.GRANT:
        async with asyncio.timeout(A_YES_WAITS):
            key: bytes | None = await house.keys.key(f"room:{room}")
    else:
        key = await key_at_once(house, room)
    return seal_shown(shown, key=key, act=act.id, room=room) if key is not None else (None, None)


async def key_at_once(house: House, room: str) -> bytes | None:
    """A room's key where it can be had within `AT_ONCE`."""
    had = asyncio.ensure_future(house.keys.key(f"room:{room}"))
    done, _late = await asyncio.wait({had}, timeout=AT_ONCE)
    had.add_done_callback(lambda late: late.cancelled() or late.exception())
    return had.result() if done and had.exception() is None else None
