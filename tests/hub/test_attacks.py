"""What an attacker tried and must not achieve: each test is one way in that once stood open, or could have."""

from datetime import timedelta

from consent.record import Act
from consent.words import ActKind, Capacity
from hub import consents
from hub.ids import new_id
from hub.people import verbs as people
from policies.times import day_of
from tests.hub.gate_room import Ready, ready
from tests.hub.loading import log_in
from tests.hub.running import Kind, Running
from tests.stories.room import allowed

SPELT_OUT = "Alva_Modig_slår_sin_bror"
NUMBER = "19850314-2381"


async def withdraws_from(held: Ready, **parts: frozenset[str]) -> list[str]:
    """The mother withdraws these parts; the kinds of entries that it leaves."""
    before = len(await held.room.entries())
    outcome = await consents.act(
        held.room.house,
        room=held.room.id,
        consent=held.consent,
        made=lambda at: Act(
            by=held.her.who,
            capacity=Capacity.GUARDIAN,
            kind=ActKind.WITHDRAW,
            at=at,
            **parts,  # type: ignore[arg-type]
        ),
        by=held.her,
    )
    allowed(outcome)
    return [entry.kind for entry in (await held.room.entries())[before:]]


async def test_no_form_puts_words_into_the_ledger_as_units_or_categories(
    database_url: str, keys_url: str
) -> None:
    async with ready(database_url, keys_url) as held:
        words = frozenset({SPELT_OUT, NUMBER})
        assert await withdraws_from(held, units=words, categories=words) == ["StoodAlready"]
        assert (await held.room.reads(held.bup, held.item)).words is not None
        mixed = await withdraws_from(held, units=words | {"BUP"}, categories=words)
        assert mixed == ["ConsentWithdrawn", "ConsentNarrowed"]
        assert (await held.room.reads(held.bup, held.item)).words is None
        for leaf in await held.room.house.ledger.leaves(0, 10_000):
            assert SPELT_OUT.encode() not in leaf
            assert NUMBER.encode() not in leaf


async def test_nobody_records_away_the_no_of_a_child(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:
        house, room = held.room.house, held.room.id
        allowed(await people.record_view(house, room=room, yes=False, by=held.school))
        for by in (held.bup, held.school):
            allowed(await people.record_view(house, room=room, yes=True, by=by))
        known = (await house.facts.see(room=room, by=held.bup)).facts.children[held.child.id]
        assert (known.view, known.view_by) == (False, held.school.who)
        assert len(await held.room.entries("ChildViewRecorded")) == 1


async def test_whoever_looks_for_a_child_by_number_leaves_the_same_mark_whatever_there_is(
    hub: Running,
) -> None:
    outsider = hub.browser("police")
    marks = []
    for number in (hub.town.families["maja"].number, "20170909-2384", "19121212-1212"):
        before = len(await hub.entries())
        form = {"rum": new_id(), "mall": "sip", "andamal": "SIP-maende", "nummer": number}
        answer = await outsider.send("/rum/nytt", form)
        new = [(e.kind, e.room) for e in (await hub.entries())[before:]]
        marks.append((answer.status_code, len(answer.content), new))
    assert marks[0][0] == 400
    assert marks[0][2] == [("SavingRefused", None)]
    assert marks[1:] == marks[:1] * 2


async def test_a_participant_hears_no_name_of_somebody_whose_list_they_are_not_on(hub: Running) -> None:
    room, jenny = hub.ids.of("room", "tove"), hub.ids.person("jenny")
    today = day_of(await hub.house.clock())
    asked = {
        "nummer": new_id(),
        "om": jenny,
        "fran": "SKOLA.EH",
        "till": "SOC.FORE",
        "kategori": "maende",
        "anledning": "Vi vill hjälpas åt.",
        "utan_plats": "ja",
        "borjar": str(today),
        "slutar": str(today + timedelta(days=60)),
    }
    listed, unlisted = hub.browser("participant"), await log_in(hub, Kind("jakob", "SOC.FORE"))
    assert (await listed.send(f"/rum/{room}/fraga", asked)).status_code == 303
    assert "Jenny" in (await listed.get(f"/rum/{room}/anteckna")).text
    page = await unlisted.get(f"/rum/{room}/anteckna")
    assert page.status_code == 200
    assert "Jenny" not in page.text
    assert asked["nummer"] not in page.text


async def test_no_page_tells_that_somebody_has_read_what_is_hidden(hub: Running) -> None:
    guardian = await log_in(hub, Kind("ulrika"))
    item, consent = hub.ids.of("item", "signe-somn"), hub.ids.of("consent", "signe-ja")
    assert (await hub.browser("participant at BUP").get(f"/uppgift/{item}")).status_code == 200
    stop = f"/medgivande/{consent}/sluta"
    assert "De här har redan läst" in (await guardian.get(stop)).text
    nurse = await log_in(hub, Kind("ingela", "SKOLA.EMI"))
    hidden = {"for": "guardians", "grund": "betydande_men", "varfor": "Det skulle skada henne."}
    assert (await nurse.send(f"/uppgift/{item}/dolj", hidden)).status_code == 303
    assert "De här har redan läst" not in (await guardian.get(stop)).text


async def test_a_child_who_claims_a_unit_is_told_the_same_of_what_there_is_and_what_is_not(
    hub: Running,
) -> None:
    child = hub.browser("child")
    there = await child.get(f"/uppgift/{hub.ids.of('item', 'tove-samtal')}?som=BUP")
    nowhere = await child.get(f"/uppgift/{new_id()}?som=BUP")
    assert there.status_code == nowhere.status_code == 404
    assert there.content == nowhere.content


async def test_a_link_on_another_site_takes_no_session_and_no_cookie(hub: Running) -> None:
    mother = hub.browser("mother")
    pressed = await mother.get("/lamna", headers={"sec-fetch-site": "cross-site"})
    assert "clear-site-data" not in pressed.headers
    assert (await mother.get("/vem-far-se")).status_code == 200
    written = await mother.get("/lamna", headers={"sec-fetch-site": "none"})
    assert written.headers["clear-site-data"] == '"cookies"'
    assert (await mother.get("/vem-far-se")).status_code == 303


async def test_nobody_answers_with_the_page_of_another_who_sat_at_this_screen(hub: Running) -> None:
    consent = hub.ids.of("consent", "ture-ja")
    mother, father = await log_in(hub, Kind("helena")), await log_in(hub, Kind("mattias"))
    hers, his = await mother.get(f"/medgivande/{consent}"), await father.get(f"/medgivande/{consent}")
    assert (await father.press(hers, f"/medgivande/{consent}/ja")).status_code == 409
    stop = await mother.get(f"/medgivande/{consent}/sluta")
    assert (await father.press(stop, f"/medgivande/{consent}/sluta", vad="allt")).status_code == 409
    assert not [e for e in await hub.entries() if e.body.get("consent") == consent and "act" in e.body]
    assert (await father.press(his, f"/medgivande/{consent}/ja")).status_code == 303


async def test_the_ledger_is_shown_to_nobody_whose_login_is_not_sure_enough(hub: Running) -> None:
    auditor = await log_in(hub, Kind("yvonne", "GRANSKNING"), level=2)
    for path in ("/granskning", "/granskning/rad/1", "/granskning/kontrollpunkt", "/granskning/export"):
        answer = await auditor.get(path)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/logga-in?")
