"""What an address leads to is not there for whoever asks a child for the telephone: their texts, and their answers so
far."""

from hub.ids import new_id
from tests.hub.loading import log_in
from tests.hub.running import KINDS, Running
from tests.hub.test_child_alone import YOUTH, old
from tests.hub.test_expiring import pass_time
from tests.hub.test_recorded_part import asked_in_linneas_room
from tests.hub.test_shown import words_of


async def test_what_she_answered_so_far_is_not_in_the_address_for_long(any_hub: Running) -> None:
    """Also of what her parents are asked too, after the five minutes, in the browser's history."""
    number, _asker = await asked_in_linneas_room(any_hub, "brott")
    youth = await log_in(any_hub, KINDS[YOUTH])
    answers = {"steg": "3", "u.POL": "ja", "u.SOC.FORE": "nej", "k.brott": "ja"}
    step = (await youth.send(f"/medgivande/{number}/valj", answers)).headers["location"]
    stop = {"vad": "del", "kategori": "brott", "visa": "ja"}
    look = (await youth.send(f"/medgivande/{number}/sluta", stop)).headers["location"]
    foreseen = step.replace("/valj", "/forhandsvisning")
    assert "Kontrollera dina svar" in (await youth.get(step)).text
    assert "Så blir det med dina svar." in (await youth.get(foreseen)).text
    assert "checked" in (await youth.get(look)).text
    await pass_time(any_hub, minutes=6)
    for address in (step, look, foreseen):
        page = await youth.get(address)
        assert page.status_code == 200, address
        assert "checked" not in page.text
        assert "Kontrollera dina svar" not in page.text
        assert "med dina svar" not in page.text


async def test_its_address_opens_it_for_as_long_and_is_then_like_any_other(any_hub: Running) -> None:
    """In the browser's history, or in a page that is still open."""
    text, nothing = any_hub.ids.of("item", "linnea-samtal"), new_id()
    both = any_hub.ids.of("item", "linnea-centrum")
    fresh, aged = await log_in(any_hub, KINDS[YOUTH]), await old(any_hub, YOUTH, minutes=6)
    for _ in range(2):
        assert (await fresh.get(f"/uppgift/{text}")).status_code == 200
        assert (await aged.get(f"/uppgift/{both}")).status_code == 200, "her parents read it too"
    for query in ("", "?som=self", "?mote=x"):
        gone, never = await aged.get(f"/uppgift/{text}{query}"), await aged.get(f"/uppgift/{nothing}{query}")
        assert gone.status_code == never.status_code == 404
        assert words_of(gone) == words_of(never)
    told = [e.body["reason"] for e in await any_hub.entries() if e.kind == "ItemRefused"]
    assert told[-6::2] == ["NO_SESSION"] * 3


async def test_nobody_who_has_her_telephone_lets_themselves_read(any_hub: Running) -> None:
    """What widens who reads a text of hers, or destroys it, asks for her login anew; to take back never does."""
    youth, number, linnea = await log_in(any_hub, KINDS[YOUTH]), new_id(), any_hub.ids.person("linnea")
    told = {"nummer": number, "barn": linnea, "rubrik": "Jag", "text": "Så är det.", "kategori": "familj"}
    answer = await youth.send("/min-berattelse/skriv", {**told, "om": linnea})
    assert answer.status_code == 303, answer.text
    father = {"familj": any_hub.ids.person("robert")}
    await pass_time(any_hub, minutes=6)
    for way in ("slapp", "ta-bort"):
        refused = await youth.send(f"/uppgift/{number}/{way}", father)
        assert refused.status_code == 403
        assert f'href="/logga-in?till=/uppgift/{number}"' in refused.text
        assert words_of(await youth.send(f"/uppgift/{new_id()}/{way}", father)) == words_of(refused)
    assert (await youth.send(f"/uppgift/{number}/ta-tillbaka", father)).status_code == 303
    again = await log_in(any_hub, KINDS[YOUTH])
    assert (await again.send(f"/uppgift/{number}/slapp", father)).status_code == 303
    assert (await again.send(f"/uppgift/{number}/ta-bort")).status_code == 303


async def test_she_goes_on_to_a_page_that_is_there(any_hub: Running) -> None:
    """After a correction that was saved, and after one that was not."""
    youth, number, linnea = await log_in(any_hub, KINDS[YOUTH]), new_id(), any_hub.ids.person("linnea")
    told = {"nummer": number, "barn": linnea, "rubrik": "Jag", "text": "Så är det.", "kategori": "familj"}
    await youth.send("/min-berattelse/skriv", {**told, "om": linnea})
    page, words = await youth.get(f"/uppgift/{number}"), {"rubrik": "Jag", "text": "Så är det inte."}
    await pass_time(any_hub, minutes=6)
    for _ in range(2):
        saved = await youth.press(page, f"/uppgift/{number}/ratta", **words)
        assert saved.headers["location"] == "/uppgifter?sparat=ja", "sent twice it is saved once"
        assert (await youth.get("/uppgifter?sparat=ja")).status_code == 200
    wrong = await youth.press(page, f"/uppgift/{number}/ratta", **words | {"rubrik": ""})
    assert wrong.status_code == 400
    assert f'href="/logga-in?till=/uppgift/{number}"' in wrong.text
