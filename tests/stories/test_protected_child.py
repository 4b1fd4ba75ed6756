"""A child with protected identity.

Only those whom the child's allow-list names may know that the room exists. They read without the place, and
only what its author has attested tells none; the author reads it all. Everybody else, also at the same unit,
is answered as if there were nothing.
"""

from hub import asking
from hub.ids import new_id
from hub.people.concerns import consents_about
from hub.story.verbs import correct
from hub.story.words import Words
from policies.answer import Decision, Reason
from tests.people import a_child, a_father, a_kurator, a_mother, a_psychologist, a_worker, child_of, logs_in
from tests.stories.room import PLACE, Room, a_town_with_a_room, allowed


async def test_only_the_allow_list_reads_and_without_the_place(database_url: str, keys_url: str) -> None:
    kurator, psychologist, nurse = a_kurator(), a_psychologist(), a_worker("Eva Emi", "SKOLA.EMI")
    mother = a_mother()
    child = a_child(protected=True, allow_list=[kurator.person.id, psychologist.person.id, mother.id])
    async with a_town_with_a_room(
        database_url,
        keys_url,
        child=child,
        register=child_of(child, mother),
        family=[mother],
        workers=[kurator, psychologist, nurse],
    ) as room:
        bup, school, emi = (room.staff[u] for u in ("BUP", "SKOLA.EH", "SKOLA.EMI"))
        to = ["BUP", "SKOLA.EMI"]
        item = await room.school_wrote(to=to)
        with_place = await room.school_wrote(to=to, place_free=False)
        consent = await room.asks(to_units=frozenset(to))
        await room.grants(await logs_in(room.house, mother), consent)

        read = await room.reads(bup, item)
        assert read.answer.decision is Decision.ALLOW_REDACTED
        assert read.words is not None
        assert read.words.place == ""
        assert PLACE not in repr(read)
        assert (await room.reads(bup, with_place)).answer.reason is Reason.PROTECTED
        own = await room.reads(school, with_place)
        assert own.words is not None

        hidden = await room.reads(emi, item)
        assert (hidden.answer.reason, hidden.words) == (Reason.PROTECTED, None)
        absent = await room.reads(emi, new_id())
        assert hidden.told == absent.told
        view = await room.house.gate.open_room(room.id, by=emi, capacity="SKOLA.EMI")
        assert (view.told, view.items, view.facts.rooms) == (absent.told, (), {})
        await attested_anew(room, item)


async def attested_anew(room: Room, item: str) -> None:
    """What the author attested was said of the old words."""
    school, bup = room.staff["SKOLA.EH"], room.staff["BUP"]
    words = Words(title="Rättad", text="Hen bor hos sin moster.")
    corrected = {"item": item, "room": room.id, "words": words, "capacity": "SKOLA.EH", "by": school}
    for place_free, reason in ((False, Reason.PROTECTED), (True, Reason.CONSENT)):
        allowed(await correct(room.house, place_free=place_free, **corrected))
        assert (await room.reads(bup, item)).answer.reason is reason


async def test_no_question_tells_where_the_child_is(database_url: str, keys_url: str) -> None:
    """A question to somebody who is not on the list would tell them that the child has a room here."""
    kurator, mother, father = a_kurator(), a_mother(), a_father()
    child = a_child(protected=True, allow_list=[kurator.person.id, mother.id])
    async with a_town_with_a_room(
        database_url,
        keys_url,
        child=child,
        register=child_of(child, mother, father),
        family=[mother, father],
        workers=[kurator, a_psychologist()],
    ) as room:
        school = room.staff["SKOLA.EH"]
        about_him = await room.a_question(subject=father.id)
        about_nobody = await room.a_question(subject=new_id())
        told = [
            (await asking.ask_for(room.house, consent=c, why="För att.", by=school)).answer
            for c in (about_him, about_nobody)
        ]
        assert not any(answer.allowed for answer in told)
        assert (told[0].reason, told[0].rule, told[0].where) == (told[1].reason, told[1].rule, told[1].where)
        assert await consents_about(father.id) == ()
        assert (
            await asking.ask_for(room.house, consent=await room.a_question(), why="För att.", by=school)
        ).answer.allowed
