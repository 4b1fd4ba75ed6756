"""Who may say what about a consent: one's own word, or as staff of the room what somebody else said."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from consent.errors import Malformed
from consent.record import Act
from consent.words import BOARD, ActKind, Capacity, How
from hub import acting, asking, consents
from hub.desk import Outcome
from hub.ids import new_id
from hub.login.caller import Caller
from hub.meeting import verbs as meeting
from policies.answer import Reason
from tests.hub.gate_room import Ready, ready
from tests.people import logs_in
from tests.stories.room import PURPOSE, Room

NOES = (ActKind.REFUSE, ActKind.WITHDRAW)


async def acts(held: Ready, caller: Caller, **act: object) -> Outcome:
    """The caller puts down an act about the consent; what is not said is a withdrawal of the mother's by e-ID."""
    said = {"by": held.mother.id, "capacity": Capacity.GUARDIAN, "kind": ActKind.WITHDRAW, **act}
    return await consents.act(
        held.room.house,
        room=held.room.id,
        consent=held.consent,
        made=lambda at: Act(at=at, **said),  # type: ignore[arg-type]
        by=caller,
    )


async def another_room(held: Ready) -> Room:
    """A second room around the same child, opened by the same kurator."""
    number = new_id()
    opened = await meeting.open_room(
        held.room.house, room=number, child=held.child.id, purpose=PURPOSE, by=held.school
    )
    assert opened.answer.allowed
    return Room(held.room.house, number, held.child, held.room.staff)


async def still_open(held: Ready) -> bool:
    return (await held.room.reads(held.bup, held.item)).words is not None


@pytest.mark.parametrize("kind", NOES)
async def test_nobody_says_no_in_somebody_elses_name(database_url: str, keys_url: str, kind: ActKind) -> None:
    """A no is never refused by a rule, so the desk has to know whose it is."""
    async with ready(database_url, keys_url) as held:
        spoken = {"how": How.ORAL, "loa": None}
        attempts: list[tuple[Caller, dict[str, object]]] = [
            (held.his, {}),
            (held.bup, {}),
            (held.stranger, {}),
            (held.his, {"recorded_by": held.his.who, **spoken}),
            (held.her, {"recorded_by": held.her.who, **spoken}),
            (held.stranger, {"recorded_by": held.stranger.who, **spoken}),
            (held.stranger, {"recorded_by": held.school.who, **spoken}),
            (held.bup, {"recorded_by": held.school.who, **spoken}),
            (held.bup, {"recorded_by": held.bup.who}),
            (held.bup, {"recorded_by": None, **spoken}),
            (held.her, {"loa": 4}),
        ]
        before = len(await held.room.entries())
        for by, act in attempts:
            outcome = await acts(held, by, kind=kind, **act)
            assert not outcome.answer.allowed, act
            assert [e.kind for e in outcome.entries] == ["SavingRefused"]
        kinds = [e.kind for e in (await held.room.entries())[before:]]
        assert set(kinds) == {"SavingRefused"}
        assert len(kinds) == len(attempts)
        assert await still_open(held)


async def test_a_participant_records_what_somebody_of_the_room_said(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:
        spoken = {"how": How.ORAL, "loa": None, "recorded_by": held.school.who}
        outcome = await acts(held, held.school, **spoken)
        assert [e.kind for e in outcome.entries] == ["ConsentWithdrawn", "ConsentEnded"]
        assert not await still_open(held)


async def test_a_session_that_ended_its_assignment_records_nothing(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:
        without = replace(held.school, assignment=new_id())
        spoken = {"how": How.ORAL, "loa": None, "recorded_by": held.school.who}
        assert not (await acts(held, without, **spoken)).answer.allowed
        assert await still_open(held)


async def test_an_act_is_of_the_moment_it_is_made(database_url: str, keys_url: str) -> None:
    """Nothing is dated back, and nothing comes confirmed."""
    async with ready(database_url, keys_url) as held:
        long_ago = datetime(2020, 1, 1, tzinfo=UTC)
        consent = await held.room.asks()
        await consents.act(
            held.room.house,
            room=held.room.id,
            consent=consent,
            made=lambda at: Act(
                by=held.her.who,
                capacity=Capacity.GUARDIAN,
                kind=ActKind.GRANT,
                at=long_ago,
                confirmed=long_ago,
                again=((held.school.who, long_ago),),
            ),
            by=held.her,
        )
        seen = await held.room.house.facts.see(room=held.room.id, by=held.her)
        found = acting.consent_in(seen.facts, consent)
        (act,) = found.acts if found is not None else ()
        assert seen.at - act.at < timedelta(minutes=1)
        assert (act.confirmed, act.again) == (None, ())


async def test_a_consent_is_only_in_its_own_room(database_url: str, keys_url: str) -> None:
    """Its id in another room names nothing, neither for a yes nor for a no nor for asking anew."""
    async with ready(database_url, keys_url) as held:
        house = held.room.house
        other = await another_room(held)
        for kind in ActKind:
            outcome = await consents.act(
                house,
                room=other.id,
                consent=held.consent,
                made=lambda at, kind=kind: Act(by=held.her.who, capacity=Capacity.GUARDIAN, kind=kind, at=at),
                by=held.her,
            )
            assert not outcome.answer.allowed
        asked = await other.a_question(id=held.consent)
        outcome = await asking.ask_for(house, consent=asked, why="För att.", by=other.staff["SKOLA.EH"])
        assert outcome.answer.reason is Reason.NOT_PUBLISHED
        assert await still_open(held)


@pytest.mark.parametrize("purpose", ["Alva Modig", "20170523-2384", "", "all", "annat"])
async def test_a_purpose_is_one_of_the_known_codes(database_url: str, keys_url: str, purpose: str) -> None:
    async with ready(database_url, keys_url) as held:
        asked = await held.room.a_question(purpose=purpose)
        outcome = await asking.ask_for(held.room.house, consent=asked, why="För att.", by=held.school)
        assert outcome.answer.reason is Reason.TOO_GENERAL
        assert (await held.room.entries("ConsentAsked"))[1:] == []


async def test_asking_twice_asks_once_and_a_stranger_never(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:
        asked = await held.room.a_question()
        for _ in range(2):
            outcome = await asking.ask_for(held.room.house, consent=asked, why="För att.", by=held.school)
            assert outcome.answer.allowed
        assert outcome.entries == ()
        for by in (held.stranger, held.her):
            for one in (replace(asked, id=new_id()), asked):
                outcome = await asking.ask_for(held.room.house, consent=one, why="För att.", by=by)
                assert not outcome.answer.allowed
        assert len(await held.room.entries("ConsentAsked")) == 2


async def test_staff_record_the_board_on_paper(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:
        paper = {"how": How.PAPER, "loa": None, "recorded_by": held.school.who}
        board = {"by": BOARD, "capacity": Capacity.BOARD, **paper}
        refused = await acts(held, held.school, kind=ActKind.GRANT, said="Beslut 1", **board)
        assert refused.answer.reason is Reason.NOT_GUARDIAN, "no care order, no board"
        assert (await acts(held, held.school, kind=ActKind.REFUSE, **board)).answer.allowed
        assert await still_open(held), "the board is not asked, so its no stops nothing"


async def test_words_no_database_holds_are_absent(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:
        for odd in ("", "\x00", "a b", "å" * 10, "x" * 5000):
            try:
                outcome = await consents.act(
                    held.room.house,
                    room=held.room.id,
                    consent=odd,
                    made=lambda at: Act(
                        by=held.her.who, capacity=Capacity.GUARDIAN, kind=ActKind.WITHDRAW, at=at
                    ),
                    by=held.her,
                )
            except Malformed:
                pytest.fail("an odd id is a fault")
            assert not outcome.answer.allowed
        assert await still_open(held)


async def test_a_worker_and_a_mother_in_one(database_url: str, keys_url: str) -> None:
    """Under her assignment a mother records nothing about her own child (jäv), and says no yes for it."""
    async with ready(database_url, keys_url) as held:
        her = await logs_in(held.room.house, held.mother)
        assert her.assignment is None
        at_work = replace(her, assignment=held.school.assignment, unit="SKOLA.EH")
        spoken = {"how": How.ORAL, "loa": None, "recorded_by": her.who, "by": held.father.id}
        assert not (await acts(held, at_work, **spoken)).answer.allowed
