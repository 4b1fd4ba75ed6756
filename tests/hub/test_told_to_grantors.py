"""What one who answers a question is told of it: all of their own answer, nothing of another's but that it came."""

import pytest

from consent.words import ActKind
from hub.pages.cards import cards_of
from hub.sharing import State
from tests.hub.gate_room import ready
from tests.stories.room import allowed


@pytest.mark.parametrize("first", ["a stop in part", "a yes"])
async def test_another_guardians_no_is_never_told(database_url: str, keys_url: str, first: str) -> None:
    """Also not to somebody who has stopped a part, which is no answer to the whole."""
    async with ready(database_url, keys_url) as held:
        room = held.room
        consent = await room.asks(categories=frozenset({"franvaro", "maende"}))
        await room.grants(held.her, consent)
        await room.grants(held.his, consent)
        if first == "a stop in part":
            allowed(await room.says(held.her, ActKind.WITHDRAW, consent, categories=["maende"]))
        allowed(await room.says(held.his, ActKind.REFUSE, consent))
        told = {}
        for who in (held.her, held.his):
            cards = await cards_of(await room.house.facts.see(room=room.id, by=who), who)
            told[who.who] = next(card for card in cards if card.consent.id == consent)
        assert told[held.her.who].state is State.WAITING
        assert told[held.his.who].state is State.REFUSED
        assert [answered for _, answered in told[held.her.who].others] == [True]
