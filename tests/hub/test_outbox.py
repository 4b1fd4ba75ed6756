"""The outbox: what waits is sent once, by whoever takes it; what a killed sender held comes back, under the same id."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from hub.notices import taking
from hub.notices.outbox import CODE, SPACED, decent, put
from hub.notices.tables import ContactRow, OutboxRow
from hub.notices.taking import AGAIN, TAKEN_FOR, Waiting, take
from tests.hub.running import Running

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


async def put_some(*people: str, at: datetime = NOON) -> None:
    for who in people:
        known = ContactRow.insert(ContactRow(who=who))
        await known.on_conflict(target=ContactRow.who, action="DO NOTHING").run()
        await put(who, "asked", at)


async def take_all(hub: Running, at: datetime) -> list[Waiting]:
    found = []
    while (waiting := await take(hub.house.engine, at)) is not None:
        found.append(waiting)
    return found


async def test_what_somebody_takes_nobody_else_gets_until_they_are_killed(any_hub: Running) -> None:
    await put_some("anna", "anna", "bo")
    held = await take_all(any_hub, NOON)
    assert sorted((w.who, len(w.rows)) for w in held) == [("anna", 2), ("bo", 1)]
    assert not await take_all(any_hub, NOON + TAKEN_FOR)
    again = await take_all(any_hub, NOON + TAKEN_FOR + timedelta(seconds=1))
    assert sorted(w.rows[0] for w in again) == sorted(w.rows[0] for w in held), "the same Message-ID"


async def test_several_who_take_at_once_never_take_the_same(any_hub: Running) -> None:
    await put_some(*(f"person{n:02}" for n in range(30)), *(f"person{n:02}" for n in range(0, 30, 3)))
    takers = await asyncio.gather(*(take_all(any_hub, NOON) for _ in range(6)))
    taken = [waiting for held in takers for waiting in held]
    assert sorted(waiting.who for waiting in taken) == [f"person{n:02}" for n in range(30)], (
        "one message each"
    )
    assert len({row for waiting in taken for row in waiting.rows}) == 40


async def test_what_was_sent_is_not_sent_again_and_not_two_an_hour(any_hub: Running) -> None:
    await put_some("anna")
    (waiting,) = await take_all(any_hub, NOON)
    await put_some("anna", at=NOON + timedelta(seconds=1))
    await taking.sent(waiting, NOON)
    assert not await take_all(any_hub, NOON + timedelta(minutes=30))
    await put_some("anna", at=NOON + timedelta(minutes=31))
    (later,) = await take_all(any_hub, NOON + 2 * SPACED)
    assert len(later.rows) == 2
    assert not set(later.rows) & set(waiting.rows)


async def test_what_can_not_be_sent_is_tried_ever_more_seldom_and_then_given_up(any_hub: Running) -> None:
    await put_some("anna")
    at = NOON
    for wait in AGAIN:
        (waiting,) = await take_all(any_hub, at)
        await taking.later(waiting, at)
        following = decent(at + wait)
        assert not await take_all(any_hub, following - timedelta(seconds=1))
        at = following
    (waiting,) = await take_all(any_hub, at)
    await taking.later(waiting, at)
    assert not await take_all(any_hub, at + timedelta(days=30))
    assert await OutboxRow.exists().where(OutboxRow.given_up.is_not_null()).run()


async def test_the_same_number_is_put_once(any_hub: Running) -> None:
    for _ in range(2):
        await put("anna", "soon", NOON, number="1" * 26)
    assert await OutboxRow.count().run() == 1


@pytest.mark.parametrize(
    ("at", "sent"),
    [
        ("2026-11-30T05:59:59", "2026-11-30T06:00:00"),  # 06:59 in Stockholm
        ("2026-11-30T06:00:00", "2026-11-30T06:00:00"),
        ("2026-11-30T19:59:59", "2026-11-30T19:59:59"),
        ("2026-11-30T20:00:00", "2026-12-01T06:00:00"),
        ("2026-07-01T19:00:00", "2026-07-02T05:00:00"),  # summer time
        ("2026-03-28T22:00:00", "2026-03-29T05:00:00"),  # the night in which it begins
        ("2026-10-24T22:00:00", "2026-10-25T06:00:00"),  # and ends
    ],
)
def test_nobody_is_told_in_the_night(at: str, sent: str) -> None:
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert decent(moment) == datetime.fromisoformat(sent).replace(tzinfo=UTC)


async def test_in_the_night_a_code_is_sent_and_nothing_else(
    any_hub: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "decent", decent)
    night = NOON.replace(hour=2)
    await put_some("anna", at=NOON - timedelta(days=2))
    await put("bo", CODE, night, sealed=b"x")
    assert [waiting.who for waiting in await take_all(any_hub, night)] == ["bo"]
    assert "anna" in {waiting.who for waiting in await take_all(any_hub, NOON)}
