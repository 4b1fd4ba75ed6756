"""A sixteen-year-old decides alone.

BUP's psychologist has assessed that Dino decides alone about how he feels. His own yes opens what BUP wrote
to the school's kurator; his parents are not asked and can't stop it, and do not read it themselves. When he
stops sharing, it is over, and his parents' yes does not bring it back.
"""

from consent.words import ActKind, Capacity, Outcome
from hub.ids import new_id
from hub.people import verbs
from policies.answer import Reason
from tests.people import a_child, a_father, a_kurator, a_mother, a_psychologist, child_of, logs_in
from tests.stories.room import a_town_with_a_room, allowed


async def test_a_sixteen_year_old_decides_alone(database_url: str, keys_url: str) -> None:
    child, mother, father = a_child("Dino Modig", age=16), a_mother(), a_father()
    async with a_town_with_a_room(
        database_url,
        keys_url,
        child=child,
        register=child_of(child, mother, father),
        family=[mother, father],
        workers=[a_kurator(), a_psychologist()],
    ) as room:
        bup, school = room.staff["BUP"], room.staff["SKOLA.EH"]
        item = (await room.wrote(bup, categories=["maende"], to=["SKOLA.EH"])).id
        consent = await room.asks(
            from_units=frozenset({"BUP"}), to_units=frozenset({"SKOLA.EH"}), categories=frozenset({"maende"})
        )
        young, her = await logs_in(room.house, child), await logs_in(room.house, mother)
        await room.grants(young, consent, Capacity.SELF)
        assert (await room.reads(school, item)).answer.reason is Reason.CHILD_ASSESSMENT_MISSING
        assert (await room.reads(her, item)).words is not None

        alone = {"matter": frozenset({"maende"}), "outcome": Outcome.DECIDES_ALONE, "words": "Han förstår."}
        allowed(await verbs.assess(room.house, number=new_id(), room=room.id, by=bup, **alone))
        assert (await room.reads(school, item)).words is not None
        assert (await room.reads(her, item)).answer.reason is Reason.HIDDEN_FROM_GUARDIAN
        assert (await room.reads(young, item, capacity="self")).words is not None

        stopped = await room.says(her, ActKind.WITHDRAW, consent)
        assert [e.kind for e in stopped.entries] == ["ConsentWithdrawn"]
        assert (await room.reads(school, item)).words is not None

        ended = await room.withdraws(young, consent, Capacity.SELF)
        assert ended.entries[-1].body["by_child"] is True
        assert (await room.reads(school, item)).answer.reason is Reason.CHILD_OBJECTS
