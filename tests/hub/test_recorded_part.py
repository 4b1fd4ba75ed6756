"""A no that staff write down is never too incomplete, and can be about a part; the person reads what was written."""

from datetime import timedelta

import pytest

from consent.tables import ActRow
from hub.ids import new_id
from policies.times import day_of
from tests.hub.bad_input_sent import Desk, nothing_changes
from tests.hub.loading import log_in
from tests.hub.running import Browser, Kind, Running
from tests.hub.test_choosing import asked
from tests.hub.test_confirming import asked_and_answered
from tests.hub.test_shown import words_of

ANSWER = "/rum/{room}/anteckna/svar"


async def recorded(table: Desk, number: str, **said: object) -> int:
    form = {"fraga": number, "vem": table.ids["karin"], **said}
    return (await table.hub.browser("participant").send(table.path(ANSWER, "tove"), form)).status_code


@pytest.mark.parametrize("kind", ["refuse", "withdraw"])
async def test_a_no_needs_nothing_but_whose_it_is(table: Desk, kind: str) -> None:
    number = await asked(table)
    assert await recorded(table, number, svar=kind) == 303
    (row,) = await ActRow.select().where(ActRow.consent == number).run()
    assert (row["kind"], row["how"], row["ends"]) == (kind, "oral", kind == "withdraw")
    assert await recorded(table, await asked(table), svar="grant", sagt="Ja.") == 400, (
        "a yes says how it came"
    )


@pytest.mark.parametrize("kind", ["refuse", "withdraw"])
async def test_a_no_to_a_part_takes_that_part_alone(table: Desk, kind: str) -> None:
    number = await asked(table)
    assert await recorded(table, number, svar=kind, kategori="maende") == 303
    (row,) = await ActRow.select().where(ActRow.consent == number).run()
    assert (row["kind"], row["out_categories"], row["ends"]) == ("withdraw", "maende", False)
    page = words_of(await table.hub.browser("father").get(f"/medgivande/{number}"))
    assert "Borttaget Hur jag mår" in page, "the other sees what is out, and not who took it"
    assert "Karin Almgren: väntar" in page


@pytest.mark.parametrize("kind", ["maende", "okand"])
async def test_a_childs_no_to_a_part_is_heard_whole(table: Desk, kind: str) -> None:
    """Alone it takes nothing out before it is assessed, and a no that is nothing would let all be shared."""
    number = await asked(table)
    assert await recorded(table, number, svar="refuse", vem=table.ids["tove"], kategori=kind) == 303
    (row,) = await ActRow.select().where(ActRow.consent == number).run()
    assert (row["kind"], row["categories"]) == ("refuse", "")
    for who in ("mother", "father"):
        assert (await table.hub.browser(who).says_yes(number)).status_code == 303
    page = words_of(await table.hub.browser("mother").get(f"/medgivande/{number}"))
    assert "De får läsa om" not in page


async def asked_in_linneas_room(hub: Running, *kinds: str) -> tuple[str, Browser]:
    """The social services ask to read what the police have written about a youth; the question, and who asked."""
    number, today = new_id(), day_of(await hub.house.clock())
    asker, room = await log_in(hub, Kind("jakob", "SOC.FORE")), hub.ids.of("room", "linnea")
    form = {
        "nummer": number, "om": hub.ids.person("linnea"), "fran": "POL", "till": "SOC.FORE",
        "anledning": "Vi vill hjälpas åt.", "utan_plats": "ja",
        "borjar": str(today), "slutar": str(today + timedelta(days=60)),
    }  # fmt: skip
    answer = await asker.send(f"/rum/{room}/fraga", [*form.items(), *(("kategori", kind) for kind in kinds)])
    assert answer.status_code == 303, answer.text
    return number, asker


async def test_a_no_to_a_part_that_bites_in_part_keeps_to_that(any_hub: Running) -> None:
    """How she feels Linnea decides alone: her mother takes out what she can, and says no to nothing else."""
    number, asker = await asked_in_linneas_room(any_hub, "maende", "brott", "familj")
    parts = [("kategori", kind) for kind in ("maende", "brott")]
    sent = [("fraga", number), ("vem", any_hub.ids.person("camilla")), ("svar", "refuse"), *parts]
    room = any_hub.ids.of("room", "linnea")
    answer = await asker.send(f"/rum/{room}/anteckna/svar", sent)
    assert answer.status_code == 303, answer.text
    (row,) = await ActRow.select().where(ActRow.consent == number).run()
    assert (row["kind"], row["out_categories"], row["ends"]) == ("withdraw", "brott", False)


async def test_a_no_to_what_is_not_asked_is_a_no_to_all(table: Desk) -> None:
    number = await asked(table)
    assert await recorded(table, number, svar="refuse", kategori="okand") == 303
    (row,) = await ActRow.select().where(ActRow.consent == number).run()
    assert row["kind"] == "refuse"


async def test_a_yes_to_a_part_is_none(table: Desk) -> None:
    number = await asked(table)
    async with nothing_changes(table.hub):
        assert await recorded(table, number, svar="grant", hur="oral", sagt="Ja.", kategori="maende") == 400


async def test_who_said_it_reads_what_was_written_down(table: Desk) -> None:
    number, act = await asked_and_answered(table)
    told = {
        who: words_of(await table.hub.browser(who).get(f"/medgivande/{number}"))
        for who in ("mother", "father")
    }
    assert "Så här är det nedskrivet: Ja, det går bra." in told["mother"]
    assert "det går bra" not in told["father"]
    receipt = words_of(await table.hub.browser("mother").get(f"/kvitto/{act}/sida"))
    assert "Vem som skrev ner det Åsa Lindgård" in receipt
    assert "Så här är det nedskrivet: Ja, det går bra." in receipt


async def test_every_receipt_of_ones_own_is_on_the_page(table: Desk) -> None:
    number, mother = await asked(table), table.hub.browser("mother")
    for category in ("maende", "franvaro"):
        sent = {"vad": "del", "kategori": category}
        assert (await mother.send(f"/medgivande/{number}/sluta", sent)).status_code == 303
    page = await mother.get(f"/medgivande/{number}")
    rows = await ActRow.select(ActRow.id).where(ActRow.consent == number).run()
    assert len(rows) == 2
    assert all(f"/kvitto/{row['id']}/sida" in page.text for row in rows)
    assert "Alla dina kvitton" not in (await table.hub.browser("father").get(f"/medgivande/{number}")).text
