"""No words without their own entry: any other entry, item, version or room opens nothing."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from consent.errors import Forged, Malformed
from consent.events import Event, ItemOpened, ItemRefused
from consent.keys.destroy import destroy_scope
from consent.ledger.entry import Entry, write
from consent.words import ActKind
from hub.ids import new_id
from hub.story.seal import seal_words
from hub.story.text import open_words
from hub.story.words import Words
from policies.answer import Decision
from tests.hub.gate_room import ready

KEY = bytes(range(32))
WORDS = Words(title="Rubrik", text="Texten", place="Storgatan 4")
SEALED = seal_words(WORDS, key=KEY, item="item", room="room", version=2)[0]
OPENED = ItemOpened(
    room="room",
    who="somebody",
    reader_unit="BUP",
    item="item",
    version=2,
    item_unit="SKOLA.EH",
    categories=frozenset({"maende"}),
    purpose="SIP-maende",
    meeting=None,
    decision=Decision.ALLOW,
    reason="CONSENT",
    consents=frozenset({"c"}),
)
REFUSED = ItemRefused(
    room="room", who="somebody", reader_unit="BUP", item="item", meeting=None, reason="WITHDRAWN", detail=""
)


def entry_of(event: Event) -> Entry:
    return write(event, index=7, at=datetime(2026, 11, 23, tzinfo=UTC), room_index=0, room_prev=None)


def opened(event: Event, **more: Any) -> Words:
    asked: dict[str, Any] = {"sealed": SEALED, "key": KEY, "item": "item", "version": 2, **more}
    return open_words(entry_of(event), asked.pop("sealed"), **asked)


def test_the_right_entry_opens_and_a_redacted_one_without_the_place() -> None:
    assert opened(OPENED) == WORDS
    redacted = replace(OPENED, decision=Decision.ALLOW_REDACTED)
    assert opened(redacted) == replace(WORDS, place="")


@pytest.mark.parametrize(
    ("event", "more"),
    [
        (REFUSED, {}),
        (replace(OPENED, decision=Decision.DENY), {}),
        (replace(OPENED, decision=""), {}),
        (replace(OPENED, item="other"), {}),
        (replace(OPENED, version=1), {}),
        (replace(OPENED, room="other"), {}),
        (replace(OPENED, room=None), {}),
        (OPENED, {"item": "other"}),
        (OPENED, {"version": 1}),
        (OPENED, {"key": bytes(32)}),
        (OPENED, {"sealed": SEALED[:-1]}),
        (OPENED, {"sealed": SEALED[:-1] + bytes([SEALED[-1] ^ 1])}),
        (OPENED, {"sealed": b""}),
    ],
)
def test_any_other_opens_nothing(event: Event, more: dict[str, Any]) -> None:
    with pytest.raises((Forged, Malformed)):
        opened(event, **more)


async def test_a_no_without_words_needs_no_key(database_url: str, keys_url: str) -> None:
    """The room's key is destroyed: its texts are gone, and the mother can still withdraw."""
    async with ready(database_url, keys_url) as held:
        house = held.room.house
        at = await house.clock()
        number = held.room.id
        await destroy_scope(house.ledger, house.keys, scope=f"room:{number}", room=number, by=new_id(), at=at)
        withdrawn = await held.room.says(held.her, ActKind.WITHDRAW, held.consent)
        assert [e.kind for e in withdrawn.entries] == ["ConsentWithdrawn", "ConsentEnded"]
