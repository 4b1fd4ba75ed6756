"""The sender: what goes wrong with one message, one address or one way out holds up no other."""

from datetime import datetime, timedelta

import pytest

from consent.errors import SamrumError
from hub.demo.postbox import posted
from hub.notices import taking
from hub.notices.outbox import put
from hub.notices.outbox import reached as able
from hub.notices.post import Kind, NotSent, Refused
from hub.notices.sending import send_due
from hub.notices.tables import ContactRow, OutboxRow
from hub.notices.taking import AGAIN
from tests.hub.notices import letters, reached, wants
from tests.hub.running import Running
from tests.hub.test_shown import words_of


class Failing:
    """A way out that fails as it is told to."""

    def __init__(self, error: SamrumError) -> None:
        self.error, self.tried = error, 0

    async def send(self, _: object) -> None:
        self.tried += 1
        raise self.error


async def due_now() -> None:
    await OutboxRow.update({OutboxRow.due: OutboxRow.at}).where(OutboxRow.sent.is_null()).run()


async def noon(hub: Running) -> datetime:
    """Two days ago, so that it is due whatever the time of day is."""
    return await hub.house.clock() - timedelta(days=2)


@pytest.fixture(autouse=True)
def by_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests with the database's own clock run in the night too."""
    monkeypatch.setattr(taking, "decent", lambda at: at)


async def test_an_address_that_takes_nothing_for_days_is_told_to_its_owner(any_hub: Running) -> None:
    await reached(any_hub, "mother")
    karin, ways = any_hub.ids.person("karin"), dict(any_hub.house.post)
    failing = Failing(Refused("no"))
    any_hub.house.post[Kind.MAIL] = failing  # type: ignore[index]
    await put(karin, "asked", await noon(any_hub))
    for tried in range(1, len(AGAIN) + 2):
        assert await able([karin]) == [karin]
        await due_now()
        assert await send_due(any_hub.house) == 0
        assert failing.tried == tried
    page = words_of(await any_hub.browser("mother").get("/meddelanden"))
    assert "Det gick inte att nå dig där" in page
    assert await able([karin]) == []
    any_hub.house.post.update(ways)  # type: ignore[attr-defined]
    await due_now()
    assert await send_due(any_hub.house) == 0


async def test_an_address_that_cannot_be_read_holds_up_nobody(any_hub: Running) -> None:
    """A key of the key store's that is another: the page says nothing, the others are told, and it is tried again."""
    await reached(any_hub, "mother", "father")
    before = len(await letters(any_hub))
    karin, jonas = any_hub.ids.person("karin"), any_hub.ids.person("jonas")
    await ContactRow.update({ContactRow.sealed: b"x" * 60}).where(ContactRow.who == karin).run()
    for who in (karin, jonas):
        await put(who, "asked", await noon(any_hub))
    assert [letter.to for letter in (await letters(any_hub))[before:]] == ["father@exempel.se"]
    assert (await any_hub.browser("mother").get("/meddelanden")).status_code == 200
    assert await OutboxRow.exists().where(OutboxRow.who == karin, OutboxRow.tries == 1).run()


async def test_one_way_out_that_is_down_holds_up_no_other_and_codes_come_first(any_hub: Running) -> None:
    await reached(any_hub, "mother", "father")
    phone, father = "+46701234567", any_hub.browser("father")
    await wants(father, "070-123 45 67", "sms")
    mails = Failing(NotSent("down"))
    ways = dict(any_hub.house.post)
    any_hub.house.post[Kind.MAIL] = mails  # type: ignore[index]
    for who in ("karin", "jonas"):
        await put(any_hub.ids.person(who), "asked", await noon(any_hub))
    assert await send_due(any_hub.house) == 1
    assert posted(any_hub.house.post)[0].message.to == phone
    assert mails.tried == 1, "left alone for this round"
    any_hub.house.post.update(ways)  # type: ignore[attr-defined]


async def test_what_stands_on_their_pages_no_more_is_not_told(any_hub: Running) -> None:
    """A row that waited, and whose question is another family's by now: nothing is sent."""
    await reached(any_hub, "mother", "father")
    before, at = len(await letters(any_hub)), await noon(any_hub)
    room = any_hub.ids.of("room", "linnea")
    await put(any_hub.ids.person("karin"), "answered", at, room=room)
    alone = any_hub.ids.of("consent", "linnea-mar")
    await put(any_hub.ids.person("jonas"), "answered", at, room=room, consent=alone)
    assert len(await letters(any_hub)) == before
    assert await OutboxRow.count().where(OutboxRow.given_up.is_not_null()).run() == 2


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
    await due_now()
    assert len(await letters(any_hub)) == before + 1
    assert len(posted(any_hub.house.post)) == before + 1
