"""What staff record of a child: with words, in known codes, by participants, and it is felt at once."""

from dataclasses import replace

from consent.words import Capacity
from consent.words import Outcome as Maturity
from hub.desk import Outcome
from hub.ids import new_id
from hub.people import verbs
from policies.answer import Reason
from tests.hub.gate_room import Ready, ready
from tests.people import logs_in
from tests.stories.room import allowed


async def assesses(held: Ready, *matter: str, words: str = "Alva förstår.") -> Outcome:
    return await verbs.assess(
        held.room.house,
        number=new_id(),
        room=held.room.id,
        matter=frozenset(matter),
        outcome=Maturity.MATURE,
        words=words,
        by=held.school,
    )


async def test_an_assessment_needs_words_and_known_categories(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:
        assert (await assesses(held, "franvaro", words=" ")).answer.reason is Reason.INCOMPLETE
        assert (await assesses(held, "Alva Modig")).answer.reason is Reason.INCOMPLETE
        assert [e.kind for e in (await assesses(held, "franvaro")).entries] == ["AssessmentRecorded"]


async def test_a_recorded_no_of_a_mature_child_closes_at_once(database_url: str, keys_url: str) -> None:
    """It stands until the child's own word: staff can record that a child objects, never that it agrees."""
    async with ready(database_url, keys_url) as held:
        assert (await held.room.reads(held.bup, held.item)).words is not None
        view = {"room": held.room.id, "by": held.school}
        allowed(await verbs.record_view(held.room.house, yes=False, **view))
        assert (await held.room.reads(held.bup, held.item)).answer.reason is Reason.CHILD_ASSESSMENT_MISSING
        allowed(await assesses(held, "franvaro"))
        assert (await held.room.reads(held.bup, held.item)).answer.reason is Reason.CHILD_OBJECTS
        await verbs.record_view(held.room.house, yes=True, **view)
        assert (await held.room.reads(held.bup, held.item)).answer.reason is Reason.CHILD_OBJECTS
        young = await logs_in(held.room.house, held.child)
        await held.room.grants(young, held.consent, Capacity.SELF)
        assert (await held.room.reads(held.bup, held.item)).words is not None


async def test_a_hindrance_is_recorded_once_a_year_with_its_reason(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:

        async def prevents(reason: str, urgent: str, guardian: str) -> Outcome:
            return await verbs.prevent(
                held.room.house,
                room=held.room.id,
                guardian=guardian,
                reason=reason,
                urgent=urgent,
                by=held.school,
            )

        father = held.father.id
        assert (await prevents("no_answer", "brådskar", father)).answer.reason is Reason.INCOMPLETE
        assert (await prevents("ill", " ", father)).answer.reason is Reason.INCOMPLETE
        assert (await prevents("ill", "brådskar", held.bup.who)).answer.reason is Reason.NOT_GUARDIAN
        assert [e.kind for e in (await prevents("ill", "brådskar", father)).entries] == ["GuardianPrevented"]
        assert (await prevents("ill", "brådskar", father)).answer.reason is Reason.INCOMPLETE


async def test_one_guardian_is_enough_while_the_other_is_prevented(database_url: str, keys_url: str) -> None:
    """The father is ill: the mother's yes in a new consent opens, but not for the one who recorded it."""
    async with ready(database_url, keys_url) as held:
        item = (await held.room.wrote(held.bup, categories=["maende"], to=["SKOLA.EH"])).id
        codes = {"categories": frozenset({"franvaro", "maende"})}
        units = {"from_units": frozenset({"SKOLA.EH", "BUP"}), "to_units": frozenset({"BUP", "SKOLA.EH"})}
        consent = await held.room.asks(**codes, **units)
        await held.room.grants(held.her, consent)
        assert (await held.room.reads(held.school, item)).answer.reason is Reason.GRANTOR_MISSING
        recorded = await verbs.prevent(
            held.room.house,
            room=held.room.id,
            guardian=held.father.id,
            reason="ill",
            urgent="Mötet är i morgon.",
            by=held.bup,
        )
        allowed(recorded)
        assert (await held.room.reads(held.school, item)).words is not None
        await held.room.withdraws(held.her, held.consent)
        assert (await held.room.reads(held.bup, held.item)).words is None


async def test_nobody_outside_records_anything(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:
        for by in (held.her, held.stranger, replace(held.school, assignment=None, unit=None)):
            done = await verbs.record_view(held.room.house, room=held.room.id, yes=False, by=by)
            assert not done.answer.allowed
        assert (await held.room.reads(held.bup, held.item)).words is not None
