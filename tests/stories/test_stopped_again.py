"""The same stop, said twice.

A daughter of nine takes absence out of what the school shares. Nobody has assessed her, so it takes nothing
away, and stands as her word. When the school has found her mature she says it once more, and now it does. The
third time nothing is left to take.
"""

from consent.words import ActKind, Capacity, Outcome
from hub.ids import new_id
from hub.people import verbs
from policies.answer import Reason
from tests.hub.gate_room import ready
from tests.people import logs_in
from tests.stories.room import allowed


async def test_a_stop_that_took_nothing_away_is_not_the_last_word(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:
        room, child = held.room, await logs_in(held.room.house, held.child)

        async def stops() -> list[str]:
            part = {"capacity": Capacity.SELF, "categories": ["franvaro"]}
            said = await room.says(child, ActKind.WITHDRAW, held.consent, **part)
            return [entry.kind for entry in allowed(said).entries]

        assert await stops() == ["ConsentWithdrawn"]
        assert (await room.reads(held.bup, held.item)).words is not None
        assert await stops() == []
        assessed = {"matter": frozenset[str](), "outcome": Outcome.MATURE, "words": "Hon förstår."}
        allowed(await verbs.assess(room.house, number=new_id(), room=room.id, by=held.school, **assessed))
        assert await stops() == ["ConsentWithdrawn", "ConsentNarrowed"]
        assert (await room.reads(held.bup, held.item)).answer.reason is Reason.SCOPE_CATEGORY
        assert await stops() == []
