"""Every rule is whole: an id, statutes that exist, one sentence; and the printed table is fresh."""

import re
from pathlib import Path

import pytest

import policies
from policies.agencies import UNITS, chapter
from policies.answer import Reason
from policies.facts import Unit
from policies.laws import LAWS
from policies.rules import RULES
from policies.rules.always import ALWAYS
from policies.rules.covering import COVERING
from policies.rules.family import FAMILY
from policies.rules.grantors import GRANTING
from policies.rules.reading import READING
from policies.rules.saving import SAVING
from policies.sheet import README, page


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda r: r.id)
def test_a_rule_is_whole(rule) -> None:
    assert rule.laws
    assert set(rule.laws) <= set(LAWS)
    assert rule.sentence.endswith(".")
    assert len(rule.sentence) < 120
    assert rule.step


def test_ids_are_unique_and_every_reason_has_its_rule() -> None:
    every = (*READING, *COVERING, *GRANTING, *FAMILY, *SAVING, *ALWAYS)
    assert len(RULES) == len(every)
    assert {rule.reason for rule in every} - {None} == {*Reason}


def test_the_lists_have_all_their_steps() -> None:
    assert {r.step for r in READING} == {*"0123456789", "ja"}
    assert {r.step for r in COVERING} == {*"0abcdefgh"}
    assert {r.step for r in GRANTING} >= {*"12345678", "0–11", "12–14", "15–17"}
    assert {r.step for r in FAMILY} == {*map(str, range(1, 12)), "ja"}
    assert {r.step for r in SAVING} >= {*"12345678"}
    assert [r.step for r in ALWAYS] == [*"1234567"]


def test_the_table_for_lawyers_is_fresh() -> None:
    assert README.read_text(encoding="utf-8") == page(), "run: python -m policies.sheet"


def test_paragraphs_are_numbered_in_laws_only() -> None:
    """Outside comments and docstrings no string names a paragraph."""
    number = re.compile(r"\"[^\"\n]*(OSL|FB|PDL|SoL|LVU)\s?\d")
    for path in Path(policies.__file__).parent.rglob("*.py"):
        if path.name != "laws.py":
            code = re.sub(r'"""[\s\S]*?"""', "", path.read_text(encoding="utf-8"))
            assert not number.search(code), path


CHAPTERS = [
    ("SKOLA.EMI", "skola", 25), ("SKOLA.EH", "skola", 23), ("SKOLA2.EMI", "skola", 25), ("SKOLA2.X", "skola", 23),
    ("BUP", "region", 25), ("KBT", "region", 25), ("SOC.UTR", "socialtjanst", 26), ("POL", "polis", 35),
    ("FOREN", "forening", None), ("ODD", "odd", None), ("X.EMI", "polis", 35),
]  # fmt: skip


@pytest.mark.parametrize(("unit", "agency", "expected"), CHAPTERS)
def test_the_sheets_say_the_chapter(unit, agency, expected) -> None:
    assert chapter(unit, Unit(id=unit, agency=agency)) == expected


def test_a_unit_that_is_not_registered_has_no_chapter() -> None:
    assert chapter("BUP", None) is None


def test_the_special_units_are_as_their_sheets_say() -> None:
    assert UNITS["SOC.FAMRAD"].absolute
    assert not UNITS["SOC.FAMRAD"].may_publish
    assert not UNITS["SOC.RADSTOD"].may_publish
    assert not UNITS["SOC.RADSTOD"].absolute
    assert UNITS["FOREN"].private
    assert not UNITS["FRITID"].private


def test_every_sheet_is_headed_by_its_note() -> None:
    folder = Path(policies.__file__).parent / "agencies"
    for path in folder.glob("[a-z]*.py"):
        words = path.read_text(encoding="utf-8")
        assert "# ┌" in words, path
        assert "# │ Owner:" in words, path
        assert re.search(r"# │ \d{4}-\d\d-\d\d: ", words), path
