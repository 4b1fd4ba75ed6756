"""The outbox: what waits is sent once, by whoever takes it; what a killed sender held comes back, under the same id."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from consent.errors import SamrumError
from hub.demo.postbox import posted
from hub.notices import outbox
from hub.notices.outbox import AGAIN, SPACED, TAKEN_FOR, Waiting, decent, put, take
from hub.notices.post import Kind, NotSent, Refused
from hub.notices.sending import send_due
from hub.notices.tables import ContactRow, OutboxRow
from tests.hub.notices import letters, reached
from tests.hub.running import Running
from tests.hub.whys import words_of

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


async def put_some(*people: str, at: datetime = NOON) -> None:
    for who in people:
        await put(who, "asked", at)


async def take_all(at: datetime) -> list[Waiting]:
    found = []
    while (waiting := await take(at)) is not None:
        found.append(waiting)
    return found


async def test_what_somebody_takes_nobody_else_gets_until_they_are_killed(any_hub: Running) -> None:
    await put_some("anna", "anna", "bo")
    held = await take_all(NOON)
    assert sorted((w.who, len(w.rows)) for w in held) == [("anna", 2), ("bo", 1)]
    assert not await take_all(NOON + TAKEN_FOR)
    again = await take_all(NOON + TAKEN_FOR + timedelta(seconds=1))
    assert sorted(w.rows[0] for w in again) == sorted(w.rows[0] for w in held), "the same Message-ID"


async def test_several_who_take_at_once_never_take_the_same(any_hub: Running) -> None:
    await put_some(*(f"person{n:02}" for n in range(30)), *(f"person{n:02}" for n in range(0, 30, 3)))
    takers = await asyncio.gather(*(take_all(NOON) for _ in range(6)))
    rows = [row for held in takers for waiting in held for row in waiting.rows]
    assert len(rows) == len(set(rows)) == 40


async def test_what_was_sent_is_not_sent_again_and_not_two_an_hour(any_hub: Running) -> None:
    await put_some("anna")
    (waiting,) = await take_all(NOON)
    await put_some("anna", at=NOON + timedelta(seconds=1))
    await outbox.sent(waiting, NOON)
    assert not await take_all(NOON + timedelta(minutes=30))
    await put_some("anna", at=NOON + timedelta(minutes=31))
    (later,) = await take_all(NOON + 2 * SPACED)
    assert len(later.rows) == 2
    assert not set(later.rows) & set(waiting.rows)


async def test_what_can_not_be_sent_is_tried_ever_more_seldom_and_then_given_up(any_hub: Running) -> None:
    await put_some("anna")
    at = NOON
    for wait in AGAIN:
        (waiting,) = await take_all(at)
        await outbox.later(waiting, at)
        assert not await take_all(at + wait - timedelta(seconds=1))
        at += wait
    (waiting,) = await take_all(at)
    await outbox.later(waiting, at)
    assert not await take_all(at + timedelta(days=30))
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


class Failing:
    """A way out that fails as it is told to."""

    def __init__(self, error: SamrumError) -> None:
        self.error, self.tried = error, 0

    async def send(self, _: object) -> None:
        self.tried += 1
        raise self.error


async def test_an_address_that_takes_nothing_is_told_to_its_owner_and_tried_no_more(any_hub: Running) -> None:
    await reached(any_hub, "mother")
    karin, ways = any_hub.ids.person("karin"), dict(any_hub.house.post)
    failing = Failing(Refused("no"))
    any_hub.house.post[Kind.MAIL] = failing  # type: ignore[index]
    await put(karin, "asked", await any_hub.house.clock() - timedelta(days=2))
    assert await send_due(any_hub.house) == 0
    assert failing.tried == 1
    page = words_of(await any_hub.browser("mother").get("/meddelanden"))
    assert "Det gick inte att nå dig där" in page
    assert await outbox.reached([karin]) == []
    any_hub.house.post.update(ways)  # type: ignore[attr-defined]
    assert await send_due(any_hub.house) == 0


async def test_a_server_that_is_down_loses_nothing(any_hub: Running) -> None:
    await reached(any_hub, "mother")
    before = len(await letters(any_hub))
    karin, ways = any_hub.ids.person("karin"), dict(any_hub.house.post)
    any_hub.house.post[Kind.MAIL] = Failing(NotSent("down"))  # type: ignore[index]
    await put(karin, "asked", await any_hub.house.clock() - timedelta(days=2))
    assert await send_due(any_hub.house) == 0
    assert not await ContactRow.exists().where(ContactRow.failed.is_not_null()).run()
    any_hub.house.post.update(ways)  # type: ignore[attr-defined]
    assert await send_due(any_hub.house) == 0, "a minute has to pass"
    await OutboxRow.update({OutboxRow.due: OutboxRow.at}).where(OutboxRow.sent.is_null()).run()
    assert len(await letters(any_hub)) == before + 1
    assert len(posted(any_hub.house.post)) == before + 1
