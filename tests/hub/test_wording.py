"""Words for every code, times as people read them, and other people's texts made harmless."""

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent import events
from consent import words as codes
from hub.wording import words
from hub.wording.fields import FIELDS
from hub.wording.gathering import family_texts
from hub.wording.lix import lix
from hub.wording.text import clock, day, prose, safe_text, told
from policies.answer import Decision, Reason


@pytest.mark.parametrize(
    ("table", "wanted"),
    [
        (words.CATEGORIES, set(codes.CATEGORIES)),
        (words.CAPACITIES, set(codes.Capacity)),
        (words.ACTS, set(codes.ActKind)),
        (words.HOWS, set(codes.How)),
        (words.OUTCOMES, set(codes.Outcome)),
        (words.MEETINGS, set(codes.MeetingState)),
        (words.GROUNDS, set(codes.HidingGround)),
        (words.REASONS, set(Reason)),
        (words.DECISIONS, set(Decision)),
        (words.EVENTS, {kind.__name__ for kind in events.Event.__subclasses__()}),
    ],
    ids=lambda x: str(len(x)),
)
def test_every_code_has_a_word_and_every_word_a_code(table: dict[str, str], wanted: set[str]) -> None:
    assert set(table) == wanted
    assert all(text.strip() and text not in wanted for text in table.values())


def test_the_categories_are_shown_in_their_order() -> None:
    assert tuple(words.CATEGORIES) == codes.CATEGORIES


def test_events_are_named_apart_and_lightly() -> None:
    assert len(set(words.EVENTS.values())) == len(words.EVENTS)
    assert lix(".\n".join(words.EVENTS.values())) <= 45


def test_an_unknown_code_is_shown_as_it_is() -> None:
    assert words.category("okänd") == "okänd"


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        (datetime(2026, 1, 1, 0, 0, tzinfo=UTC), "2026-01-01 01:00"),
        (datetime(2026, 6, 30, 22, 30, tzinfo=UTC), "2026-07-01 00:30"),
        (datetime(2026, 10, 25, 0, 59, 59, tzinfo=UTC), "2026-10-25 02:59"),
        (datetime(2026, 10, 25, 1, 0, tzinfo=UTC), "2026-10-25 02:00"),
    ],
)
def test_moments_are_shown_as_clocks_in_stockholm_do(when: datetime, shown: str) -> None:
    assert clock(when) == shown
    assert day(when) == shown[:10]


def test_a_date_is_a_date_everywhere() -> None:
    assert day(date(2028, 2, 29)) == "2028-02-29"


@pytest.mark.parametrize("mark", [*"\x00\x07\x1b\x7f\x85", *"\u202a\u202b\u202d\u202e\u2066\u2067\u2069"])
def test_harmful_marks_are_made_visible(mark: str) -> None:
    assert safe_text(f"a{mark}b") == "a\ufffdb"


@pytest.mark.parametrize(
    "kept", ["rad\nrad", "tab\ttab", "نمی\u200cخواهم", "ሰላም", "عربي\u200f!", "👨\u200d👩\u200d👧"]
)
def test_what_languages_need_is_kept(kept: str) -> None:
    assert safe_text(kept) == kept


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_any_text_can_be_shown_and_never_becomes_markup(text: str) -> None:
    for shown in (str(told(text)), str(prose(text))):
        assert shown.encode().decode() == shown
        inside = re.sub(r'</?bdi>|<p dir="auto">|</p>|<br>', "", shown)
        assert "<" not in inside
        assert not re.search("[\x00\u202a-\u202e\u2066-\u2069]", inside)


def test_a_story_keeps_its_paragraphs() -> None:
    assert prose("Ett\r\ntvå\n\n\n<b>tre") == '<p dir="auto">Ett<br>två</p><p dir="auto">&lt;b&gt;tre</p>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", 0), ("Jag bor här.", 3), ("Jag bor här. Du bor där.", 3), ("Socialtjänsten utreder", 102)],
)
def test_lix_counts_words_sentences_and_long_words(text: str, expected: float) -> None:
    assert lix(text) == expected


def test_gathering_finds_the_texts_of_code_templates_and_rules() -> None:
    found = {text.one for text in family_texts()}
    assert {
        "Hoppa till innehållet",
        "Skola och närvaro",
        "Sidan finns inte",
        "Det du söker finns inte.",
    } <= found
    tables = (words.CATEGORIES, words.REASONS, FIELDS)
    assert {text for table in tables for text in table.values()} <= found


def test_gathering_leaves_out_what_only_staff_read() -> None:
    found = {text.one for text in family_texts()}
    assert (
        not {"Någon läste en uppgift", "Hur kom svaret?", "Det finns inget samtycke för det här rummet."}
        & found
    )
