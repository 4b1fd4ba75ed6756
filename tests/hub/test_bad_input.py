"""Forms with something wrong: a page in Swedish that says what and where, and nothing half-written."""

import re
from datetime import date
from typing import Any

import pytest

from hub.ids import new_id
from hub.people.numbers import test_number
from hub.wording import words
from tests.hub.bad_input_sent import Desk, nothing_changes
from tests.hub.bad_input_values import DATES

TOKEN = re.compile("[0-9a-f]{128}")
test_number.__test__ = False  # type: ignore[attr-defined]
pytestmark = pytest.mark.asyncio(loop_scope="module")

PUBLISH, ASK = "/rum/{room}/publicera", "/rum/{room}/fraga"
PLAN, ANSWER = "/rum/{room}/mote", "/rum/{room}/anteckna/svar"
MATURITY, HINDRANCE = "/rum/{room}/anteckna/mognad", "/rum/{room}/anteckna/hinder"
INVITE, STOP = "/rum/{room}/bjud-in", "/medgivande/{number}/sluta"
ITEMS = "ratta", "slapp", "ta-tillbaka", "dolj"
CORRECT, RELEASE, TAKE_BACK, HIDE = (f"/uppgift/{{item}}/{what}" for what in ITEMS)

MISSING, TWICE = "Det saknas. Fyll i det.", "Fältet kom två gånger."
TOO_LONG, ONE_OF, SOME_OF = (
    "Texten är för lång.",
    "Välj ett av svaren som finns.",
    "Välj bland svaren som finns.",
)
NO_DAY, NO_TIME = "Skriv ett datum som finns", "Skriv en tid som finns"
UNREADABLE, OLD_PAGE = "Texten har tecken som inte går att visa.", "Sidan var för gammal. Läs in den igen."

WRONG: list[tuple[str, str, str, dict[str, Any], str]] = [
    ("participant", PUBLISH, "tove", {"rubrik": None}, MISSING),
    ("participant", PUBLISH, "tove", {"rubrik": ["a", "b"]}, TWICE),
    ("participant", PUBLISH, "tove", {"rubrik": "a\0b"}, UNREADABLE),
    ("participant", PUBLISH, "tove", {"rubrik": "\ud800"}, UNREADABLE),
    ("participant", PUBLISH, "tove", {"text": " \n "}, MISSING),
    ("participant", PUBLISH, "tove", {"text": "A" * 50_001}, TOO_LONG),
    ("participant", PUBLISH, "tove", {"nummer": "../x"}, OLD_PAGE),
    ("participant", PUBLISH, "tove", {"nummer": ["z" * 26, "y" * 26]}, OLD_PAGE),
    ("participant", PUBLISH, "tove", {"kategori": "a b"}, SOME_OF),
    ("participant", PUBLISH, "tove", {"utan_plats": "kanske"}, ONE_OF),
    ("participant", PUBLISH, "tove", {"register": "vad som helst"}, SOME_OF),
    ("mother", PUBLISH, "tove", {"text": None}, MISSING),
    *(
        ("participant", ASK, "tove", {"slutar": day}, NO_DAY)
        for day in DATES
        if day not in ("", "9999-12-31")
    ),
    *(("participant", ASK, "tove", {"borjar": day}, NO_DAY) for day in ("", "2026-02-30", "2026-02-29")),
    ("participant", ASK, "tove", {"nummer": None}, OLD_PAGE),
    *(("participant", PLAN, "tove", {"dag": day}, NO_DAY) for day in DATES if day not in ("9999-12-31",)),
    *(
        ("participant", PLAN, "tove", {"tid": time}, NO_TIME)
        for time in ("", "24:00", "25:61", "14:3", "kl 14")
    ),
    ("participant", ANSWER, "tove", {"svar": "kanske"}, ONE_OF),
    ("participant", ANSWER, "tove", {"hur": "brevduva"}, ONE_OF),
    ("participant", ANSWER, "tove", {"sagt": "A" * 2001}, TOO_LONG),
    ("participant", ANSWER, "tove", {"vem": ["a", "b"]}, TWICE),
    ("participant", MATURITY, "tove", {"utfall": "klok"}, ONE_OF),
    ("participant", MATURITY, "tove", {"kategori": "alla"}, SOME_OF),
    ("participant", MATURITY, "tove", {"ord": ""}, MISSING),
    ("participant", "/rum/{room}/anteckna/barnets-syn", "tove", {"syn": "vet inte"}, ONE_OF),
    ("participant", INVITE, "tove", {"vem": "nobody:BUP"}, ONE_OF),
    ("participant", INVITE, "tove", {"vem": None}, ONE_OF),
    ("mother", STOP, "tove-ja", {"vad": "lite"}, ONE_OF),
    ("mother", STOP, "tove-ja", {"enhet": None, "vad": "del"}, "Välj"),
    ("participant", CORRECT, "hidden", {"rubrik": "A" * 5_000}, TOO_LONG),
    ("participant", CORRECT, "hidden", {"text": None}, MISSING),
    ("participant", RELEASE, "hidden", {"till": None}, "Välj"),
    ("participant", RELEASE, "hidden", {"till": "a b"}, SOME_OF),
    ("participant", TAKE_BACK, "hidden", {"till": None}, "Välj"),
    ("participant", TAKE_BACK, "hidden", {"familj": "a b"}, SOME_OF),
    ("participant", HIDE, "hidden", {"grund": ["child_decides", "obehag"]}, TWICE),
    ("participant", HIDE, "hidden", {"for": ["guardians", "guardians"]}, TWICE),
]


@pytest.mark.parametrize(
    ("kind", "path", "thing", "changed", "told"),
    WRONG,
    ids=[f"{w[1].rpartition('/')[2]}-{next(iter(w[3]))}-{n}" for n, w in enumerate(WRONG)],
)
async def test_what_is_wrong_and_where(
    desk: Desk, kind: str, path: str, thing: str, changed: dict[str, Any], told: str
) -> None:
    async with nothing_changes(desk.hub):
        answer = await desk.send(kind, path, thing, **changed)
    assert answer.status_code == 400, answer.text
    assert told in answer.text
    shown = [words.field(name) for name in changed if name != "nummer" and words.field(name)]
    # What no page shows has no name to be told by; `nummer` is hidden in these forms.
    assert not shown or any(name in answer.text for name in shown), "the field is not named"


REFUSED: list[tuple[str, str, dict[str, Any]]] = [
    ("two hundred units", ASK, {"till": [f"ENHET.{n}" for n in range(200)]}),
    ("six hundred and one choices", ASK, {"till": [f"E{n}" for n in range(601)]}),
    ("an end before the start", ASK, {"slutar": "2020-01-01"}),
    ("more than twelve months", ASK, {"slutar": "9999-12-30"}),
    ("everything", ASK, {"kategori": "alla"}),
    ("nobody asked", ASK, {"till": None}),
    ("a subject who is nobody", ASK, {"om": "z" * 26}),
    ("another purpose", ASK, {"andamal": "nyfikenhet"}),
    ("a consent without an end", ASK, {"slutar": ""}),
    ("a consent about nobody", ASK, {"om": None}),
    ("a text for nobody", PUBLISH, {"till": None}),
    ("a text about nobody", PUBLISH, {"om": None}),
    ("a text about somebody unknown", PUBLISH, {"om": "z" * 26}),
    ("a text to a unit that is not there", PUBLISH, {"till": "POLISEN.ALLA"}),
    ("an extract of a register", PUBLISH, {"register": "belastningsregister"}),
    ("from another's unit", PUBLISH, {"enhet": "BUP"}),
    ("as the family", PUBLISH, {"enhet": "guardian"}),
    ("a hindrance that nobody knows", HINDRANCE, {"skal": "lust"}),
    ("a hindrance of nobody", HINDRANCE, {"vem": "z" * 26}),
]


@pytest.mark.parametrize(("name", "path", "changed"), REFUSED, ids=[name for name, _, _ in REFUSED])
async def test_what_the_rules_refuse_is_said_and_not_saved(
    desk: Desk, name: str, path: str, changed: dict[str, Any]
) -> None:
    async with nothing_changes(desk.hub):
        answer = await desk.send("participant", path, "tove", **changed)
    assert answer.status_code in (400, 403), answer.text
    assert "Något gick fel hos oss" not in answer.text


async def test_what_was_written_is_not_lost(desk: Desk) -> None:
    """The form comes back with every word, and hostile ones as the words they are."""
    written = "Rad ett\nRad två <script>alert(1)</script> {{7*7}} å\u202eäö"
    answer = await desk.send("participant", PUBLISH, "tove", text=written, rubrik="Det här", till=None)
    assert answer.status_code == 400
    assert "Rad två &lt;script&gt;alert(1)&lt;/script&gt; {{7*7}}" in answer.text
    assert "<script>alert" not in answer.text
    assert 'value="Det här"' in answer.text


@pytest.mark.parametrize(
    "thing", ["z" * 26, "x", "%00", "%FF", "..%2F..", "A" * 199, "A" * 3000, "%E2%80%AE"]
)
async def test_ids_that_are_nowhere(desk: Desk, thing: str) -> None:
    bodies = set()
    async with nothing_changes(desk.hub):
        for kind in ("mother", "participant", "police"):
            for path in ("/rum/{}", "/uppgift/{}", "/rum/{}/publicera"):
                answer = await desk.hub.browser(kind).get(path.format(thing))
                assert answer.status_code == 404
                bodies.add(answer.content)
        for path in (
            PUBLISH,
            ASK,
            PLAN,
            ANSWER,
            HIDE,
            CORRECT,
            RELEASE,
            TAKE_BACK,
            INVITE,
            MATURITY,
            HINDRANCE,
        ):
            answer = await desk.send("participant", path, thing)
            assert answer.status_code == 404, path
            bodies.add(answer.content)
    assert len(bodies) == 1


async def test_opening_a_room_tells_nothing_of_who_is_registered(desk: Desk) -> None:
    """The same answer for a number that nobody has, an adult's, and a protected child's."""
    town = desk.hub.town
    numbers = [
        test_number(date(2016, 1, 1), 239),
        town.families["karin"].number,
        town.families["maja"].number,
    ]
    told = set()
    async with nothing_changes(desk.hub):
        for number in numbers:
            fields = {"rum": new_id(), "mall": "eget", "andamal": "SIP-skolfranvaro", "nummer": number}
            answer = await desk.hub.browser("police").send("/rum/nytt", fields)
            assert answer.status_code == 400
            assert number not in answer.text
            told.add(TOKEN.sub("", answer.text))
    assert len(told) == 1
    assert "Det finns inget barn här med det numret." in told.pop()


async def test_a_guardian_is_told_alike_of_a_hidden_text_whatever_she_tries(desk: Desk) -> None:
    bodies = set()
    for thing in ("hidden", "z" * 26):
        for path in (HIDE, CORRECT, RELEASE, TAKE_BACK, "/uppgift/{item}/ta-bort"):
            answer = await desk.send("mother", path, thing)
            assert answer.status_code == 404, path
            bodies.add(answer.content)
    assert len(bodies) == 1
