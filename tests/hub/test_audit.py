"""What the auditor sees of a row: all of it in words, but protected people to their own list only."""

import re

import pytest

from consent import events
from consent.events import CustodyChanged
from consent.ledger.entry import Entry
from hub.audit.known import Known
from hub.audit.telling import own, sections
from hub.pages.audit import KINDS, QUIET
from hub.people.register_changes import set_protection
from hub.wording import words
from hub.wording.entries import ENTRY_FIELDS
from tests.hub.page_facts import NOON
from tests.hub.reading import main_text
from tests.hub.running import Running
from tests.hub.sweep_table import PROTECTED

NOTHING = Known(people={}, units={}, things={})


def entry(kind: str, body: dict[str, events.Json]) -> Entry:
    return Entry(
        index=0,
        at=NOON,
        kind=kind,
        nonce="",
        room=None,
        room_index=0,
        room_prev=None,
        body=body,
        leaf=b"",
        hash=b"",
    )


def test_every_field_of_every_event_has_a_word() -> None:
    fields = {name for kind in events.Event.__subclasses__() for name in kind.__dataclass_fields__}
    assert fields <= set(ENTRY_FIELDS)


def test_what_is_unknown_is_shown_by_its_code() -> None:
    told = dict(own(entry("ItemOpened", {"novelty": "strange", "item": "gone", "who": "nobody"}), NOTHING))
    assert told == {"novelty": ["strange"], "Uppgiften": ["gone"], "Vem": ["nobody"]}
    assert [s.title for s in sections(entry("ItemOpened", {"item": "gone"}), NOTHING)] == [""]


@pytest.mark.parametrize(
    ("kind", "body", "sentence"),
    [
        ("ItemRefused", {"reason": "NOT_PARTICIPANT", "reader_unit": "BUP"}, "OSL 8:1"),
        ("ItemRefused", {"reason": "NOT_RELEASED", "reader_unit": "FAMILY"}, "någon i familjen har skrivit"),
        ("SavingRefused", {"reason": "NOT_INFORMED"}, "måste förstå språket eller ha en tolk"),
        ("ItemOpened", {"reason": "CONSENT", "reader_unit": "BUP"}, "Du läser med stöd av ett samtycke."),
    ],
)
def test_a_reason_comes_with_the_sentence_of_its_rule(
    kind: str, body: dict[str, events.Json], sentence: str
) -> None:
    told = dict(own(entry(kind, body), NOTHING))
    assert told["Skäl"] == [words.reason(str(body["reason"]))]
    assert len(told["Regeln"]) == 1
    assert sentence in told["Regeln"][0]


async def test_a_reading_is_told_whole(any_hub: Running) -> None:
    """Who, under which unit, whose text about what, and the consent: subject, units, subjects, window."""
    hub = any_hub
    bup, auditor = hub.browser("participant at BUP"), hub.browser("auditor")
    assert (await bup.get(f"/uppgift/{hub.ids.of('item', 'tove-narvaro')}")).status_code == 200
    (read,) = await hub.house.ledger.find(kinds={"ItemOpened"}, limit=1)
    text = main_text((await auditor.get(f"/granskning/rad/{read.index}")).text)
    for said in ("Rebecka Thorell", "Tove Almgren", "Maria Ekdahl", "Med samtycke", "OSL 10:1"):
        assert said in text
    units = {key: unit.name for key, unit in hub.town.units.items()}
    assert text.count(units["SKOLA.UND"]) >= 3
    assert text.count(units["BUP"]) >= 4
    for said in ("Skola och närvaro", "Börjar gälla", "Slutar gälla", "Samtycket som läsningen står på"):
        assert said in text
    room = hub.town.rooms["tove"]
    assert words.purpose(room.purpose) in text


async def test_every_row_of_the_town_is_in_words_and_names_nobody_protected(hub: Running) -> None:
    auditor = hub.browser("auditor")
    newest: dict[str, Entry] = {e.kind: e for e in await hub.entries()}
    newest |= {f"{e.kind} {e.room}": e for e in await hub.entries() if e.room}
    aliased = 0
    for one in newest.values():
        answer = await auditor.get(f"/granskning/rad/{one.index}")
        assert answer.status_code == 200, one
        assert not any(name in answer.text for name in PROTECTED), one
        aliased += "Skyddad person" in answer.text
        told = main_text(answer.text).partition("Raden som den är skriven")[0]
        assert not re.search(r"\b[0-9a-hjkmnp-tv-z]{26}\b", told), (one, told)
    assert aliased > 3


async def test_an_auditor_on_the_list_is_told_the_name(hub: Running) -> None:
    maja, jenny, yvonne = (hub.ids.person(key) for key in ("maja", "jenny", "yvonne"))
    opened = hub.ids.of("room", "maja")
    (row,) = [e for e in await hub.entries() if (e.kind, e.room) == ("RoomOpened", opened)]
    auditor = hub.browser("auditor")
    assert "Maja Hedman" not in (await auditor.get(f"/granskning/rad/{row.index}")).text
    await set_protection(hub.house, person=maja, protected=True, allow_list=frozenset({jenny, yvonne}))
    assert "Maja Hedman" in (await auditor.get(f"/granskning/rad/{row.index}")).text


async def test_the_list_says_what_a_row_is_about_and_leaves_the_quiet_ones_out(hub: Running) -> None:
    auditor = hub.browser("auditor")
    await auditor.get("/granskning")
    first = (await auditor.get("/granskning")).text
    table = first[first.index("<tbody>") : first.index("</tbody>")]
    assert not any(words.event(kind) in table for kind in QUIET)
    assert "Välj Allt för att se dem också" in first
    everything = (await auditor.get("/granskning?sort=allt")).text
    assert words.event("LedgerRead") in everything[everything.index("<tbody>") :]
    assert "Välj Allt för att se dem också" not in everything
    assert all(f'value="{kind}"' in first for kind in KINDS)
    published = (await auditor.get("/granskning?sort=ItemPublished")).text
    about = {words.purpose(room.purpose) for room in hub.town.rooms.values()}
    assert any(f"<td>{one}</td>" in published for one in about)
    children = {room.child for room in hub.town.rooms.values()}
    rows = published[published.index("<tbody>") : published.index("</tbody>")]
    assert not any(hub.town.families[child].name in rows for child in children)


async def test_a_row_outside_any_room_stands_in_words_too(hub: Running) -> None:
    tove = hub.ids.person("tove")
    (row,) = await hub.house.ledger.append([CustodyChanged(child=tove, change="checked")])
    text = main_text((await hub.browser("auditor").get(f"/granskning/rad/{row.index}")).text)
    assert hub.town.families["tove"].name in text
    assert "kontrollerades" in text
