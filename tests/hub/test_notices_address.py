"""An address to be told at: shown to be one's own by a code, sealed, and forgotten when asked to."""

import asyncio

from hub.ids import new_id
from hub.notices.addresses import mail_address, phone_number
from hub.notices.tables import ContactRow, OutboxRow
from tests.hub.bad_input_sent import Desk
from tests.hub.notices import code_for, letters, reached, waiting, wants
from tests.hub.running import Running
from tests.hub.test_shown import words_of

HERE = "/meddelanden"


async def test_only_after_the_code_is_anything_sent_there(any_hub: Running) -> None:
    mother = any_hub.browser("mother")
    await wants(mother, "karin@exempel.se")
    assert (await letters(any_hub))[-1].to == "karin@exempel.se"
    page = words_of(await mother.get(HERE))
    assert "Skriv koden" in page
    assert "Så får du veta" not in page
    code = await code_for(any_hub, "karin@exempel.se")
    wrong = f"{(int(code) + 1) % 10**6:06}"
    answer = await mother.send(f"{HERE}/kod", {"kod": wrong})
    assert answer.status_code == 400
    assert "Koden stämmer inte" in answer.text
    for _ in range(2):
        assert (await mother.send(f"{HERE}/kod", {"kod": f" {code[:3]} {code[3:]} "})).status_code == 303
    page = words_of(await mother.get(HERE))
    assert "Så får du veta Mejl: karin@exempel.se" in page
    assert "Skriv koden" not in page
    kinds = [e.body["change"] for e in await any_hub.entries() if e.kind == "ContactChanged"]
    assert kinds == ["wanted", "confirmed", "stood"]


async def test_a_new_address_does_not_take_the_place_of_the_old_before_its_code(any_hub: Running) -> None:
    mother = any_hub.browser("mother")
    await reached(any_hub, "mother")
    await wants(mother, "070-123 45 67", "sms")
    page = words_of(await mother.get(HERE))
    assert "Mejl: mother@exempel.se" in page
    assert "Vi skickar en kod till +46701234567" in page
    code = await code_for(any_hub, "+46701234567")
    assert (await mother.send(f"{HERE}/kod", {"kod": code})).status_code == 303
    page = words_of(await mother.get(HERE))
    assert "Sms: +46701234567" in page
    assert "mother@exempel.se" not in page


async def test_a_code_is_tried_five_times_and_belongs_to_one_person(any_hub: Running) -> None:
    mother, father = any_hub.browser("mother"), any_hub.browser("father")
    await wants(mother, "karin@exempel.se")
    code = await code_for(any_hub, "karin@exempel.se")
    answer = await father.send(f"{HERE}/kod", {"kod": code})
    assert answer.status_code == 400
    for _ in range(5):
        assert (await mother.send(f"{HERE}/kod", {"kod": "abc"})).status_code == 400
    answer = await mother.send(f"{HERE}/kod", {"kod": code})
    assert answer.status_code == 400
    assert "Be om en ny kod" in answer.text
    assert not await ContactRow.exists().where(ContactRow.confirmed.is_not_null()).run()


async def test_many_tries_at_once_are_no_more_than_five(any_hub: Running) -> None:
    mother = any_hub.browser("mother")
    await wants(mother, "karin@exempel.se")
    await code_for(any_hub, "karin@exempel.se")
    answers = await asyncio.gather(*(mother.send(f"{HERE}/kod", {"kod": f"x{n}"}) for n in range(12)))
    wrong = [answer for answer in answers if "Koden stämmer inte" in answer.text]
    assert (len(wrong), {answer.status_code for answer in answers}) == (5, {400})


async def test_nobody_is_sent_more_than_five_codes_a_day(any_hub: Running) -> None:
    mother = any_hub.browser("mother")
    for number in range(5):
        await wants(mother, f"karin{number}@exempel.se")
        if number % 2:
            await letters(any_hub)
        if number == 3:
            await mother.send(f"{HERE}/ta-bort")
    answer = await mother.send(HERE, {"satt": "mail", "adress": "karin9@exempel.se"})
    assert answer.status_code == 400
    assert "många koder i dag" in answer.text
    assert len({letter.to for letter in await letters(any_hub)}) <= 5


NO_ADDRESS = (
    *(
        ("mail", typed)
        for typed in ("", "karin", "a@b", "a b@exempel.se", "a@exempel.se\r\nBcc: b@x.se", "å@x.se")
    ),
    *(
        ("mail", typed)
        for typed in ("<a@exempel.se>", "a@exempel.se,b@exempel.se", "a" * 300 + "@exempel.se")
    ),
    *(("sms", typed) for typed in ("", "112", "070-12", "+46 70 abc", "0701234567890123")),
    ("post", "karin@exempel.se"),
    ("", "karin@exempel.se"),
)


async def test_what_is_no_address_is_told_and_nothing_is_sent(any_hub: Running) -> None:
    mother = any_hub.browser("mother")
    for kind, address in NO_ADDRESS:
        answer = await mother.send(HERE, {"satt": kind, "adress": address})
        assert answer.status_code == 400, address
        assert "ds-validation-message" in answer.text, address
    assert not await letters(any_hub)


def test_numbers_are_read_as_people_write_them() -> None:
    for typed in ("070-123 45 67", "0701234567", "+46 70 123 45 67", "0046701234567", "(070) 123 45.67"):
        assert phone_number(typed) == "+46701234567", typed
    assert mail_address("karin.almgren+barn@posten.exempel.se") == "karin.almgren+barn@posten.exempel.se"


async def test_it_is_forgotten_with_all_that_waits(table: Desk) -> None:
    await reached(table.hub, "mother", "father")
    form = table.form("/rum/{room}/fraga", nummer=new_id())
    path = table.path("/rum/{room}/fraga", "tove")
    assert (await table.hub.browser("participant").send(path, form)).status_code == 303
    mother = table.hub.browser("mother")
    for _ in range(2):
        answer = await mother.send(f"{HERE}/ta-bort")
        assert answer.headers["location"] == f"{HERE}?sparat=ej-meddelad"
    assert "Så får du veta Mejl" not in words_of(await mother.get(HERE))
    assert (
        not await ContactRow.exists().where(ContactRow.who == table.ids["karin"], ContactRow.kind != "").run()
    )
    assert {who for who, _ in await waiting(table.hub)} == {"jonas"}


async def test_nothing_that_is_kept_says_where_anybody_lives_in_the_net(any_hub: Running) -> None:
    """Neither address nor code stands anywhere in the database but sealed, nor in the ledger."""
    await wants(any_hub.browser("mother"), "karin@exempel.se")
    rows = [*await ContactRow.select().run(), *await OutboxRow.select().run()]
    code = await code_for(any_hub, "karin@exempel.se")
    ledger = b"".join(entry.leaf for entry in await any_hub.entries())
    assert len(rows) == 2
    for secret in ("karin@", code):
        assert secret not in str(rows)
        assert secret.encode() not in ledger
