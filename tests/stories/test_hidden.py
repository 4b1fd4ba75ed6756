"""Hidden from the guardians.

The psychologist has recorded that a twelve-year-old would be seriously harmed if her parents read what BUP
wrote (OSL 12:3). They find nothing, not in a list and not by its number; she reads it herself, with a login
of the last five minutes. Without a ground that the law knows, or by another unit, nothing is hidden.
"""

from dataclasses import replace
from datetime import timedelta

from consent.words import GUARDIANS
from hub.ids import new_id
from hub.login.caller import Caller
from hub.story.hiding import hide
from policies.answer import Reason
from policies.told import Status
from tests.people import a_child, a_kurator, a_mother, a_psychologist, child_of, logs_in
from tests.stories.room import Room, a_town_with_a_room


async def hides(room: Room, item: str, by: Caller, *, ground: str, who: str = GUARDIANS) -> list[str]:
    words = "Barnet skulle lida betydande men."
    done = await hide(room.house, item=item, room=room.id, who=who, ground=ground, words=words, by=by)
    return [e.kind for e in done.entries]


async def test_hidden_from_guardians(database_url: str, keys_url: str) -> None:
    child, mother = a_child(age=12), a_mother()
    async with a_town_with_a_room(
        database_url,
        keys_url,
        child=child,
        register=child_of(child, mother),
        family=[mother],
        workers=[a_kurator(), a_psychologist()],
    ) as room:
        bup, school = room.staff["BUP"], room.staff["SKOLA.EH"]
        item = (await room.wrote(bup, categories=["maende"], to=["SKOLA.EH"])).id
        her, young = await logs_in(room.house, mother), await logs_in(room.house, child)
        assert (await room.reads(her, item)).words is not None

        assert await hides(room, item, bup, ground="") == ["SavingRefused"]
        assert await hides(room, item, bup, ground="betydande_men", who="Anna") == ["SavingRefused"]
        assert await hides(room, item, school, ground="betydande_men") == ["SavingRefused"]
        assert await hides(room, item, her, ground="betydande_men") == ["SavingRefused"]
        assert await hides(room, item, bup, ground="betydande_men") == ["ItemHidden"]
        assert await hides(room, item, bup, ground="betydande_men") == []

        refused, absent = await room.reads(her, item), await room.reads(her, new_id())
        assert (refused.answer.reason, refused.told.status) == (Reason.HIDDEN_FROM_GUARDIAN, Status.ABSENT)
        assert refused.told == absent.told
        assert (await room.house.gate.open_room(room.id, by=her, capacity="guardian")).items == ()

        assert (await room.reads(young, item, capacity="self")).words is not None
        stale = replace(young, login_at=young.login_at - timedelta(minutes=6))
        assert (await room.reads(stale, item, capacity="self")).words is None
        assert (await room.house.gate.open_room(room.id, by=stale, capacity="self")).items == ()
        assert (await room.reads(bup, item)).words is not None
