"""What does not fit a scenario file is refused with the place in it, to the letter."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from policies.scenarios import Misfit, fields
from policies.scenarios.load import load
from tests.policies.whole_world import DENIED, READS, WHOLE, loaded


def said(read: Callable[[], object]) -> str:
    with pytest.raises(Misfit) as misfit:
        read()
    return str(misfit.value)


def asked(folder: Path, **ask: object) -> str:
    plain = {"who": "Gun", "as": "BUP", "at": "2026-11-20T10:00Z"}
    told = said(lambda: loaded(folder, WHOLE, {**plain, **ask}))
    return told.partition("scenarios[0] (X).")[2]


VALUES: list[tuple[Any, object, str]] = [
    (fields.flag, None, "here: expected true or false, got nothing"),
    (fields.flag, 5, "here: expected true or false, got int 5"),
    (fields.text, [1], "here: expected text, got list [1]"),
    (fields.number, True, "here: expected a whole number, got bool True"),
    (fields.number, "1", "here: expected a whole number, got str '1'"),
    (fields.day, datetime(2026, 1, 1, tzinfo=UTC), "here: expected a date such as 2017-03-02, got datetime datet"),
    (fields.day, "2026-01-01", "here: expected a date such as 2017-03-02, got str '2026-01-01'"),
    (fields.moment, "20261120", "here: expected a time such as 2026-11-23T10:00, got '20261120'"),
    (fields.moment, "0001-01-01T00:00:00+14:00", "here: expected a time such as 2026-11-23T10:00, got '0001-01"),
    (fields.word("a", "b"), "c", "here: expected one of a, b, got 'c'"),
    (fields.word("a"), ["a"], "here: expected one of a, got ['a']"),
    (fields.names, ["a", 1], "here[1]: expected text, got int 1"),
]  # fmt: skip


@pytest.mark.parametrize(("reader", "value", "message"), VALUES)
def test_a_value(reader: Any, value: object, message: str) -> None:
    assert said(lambda: reader(value, "here")).startswith(message)


ASKED: list[tuple[dict[str, object], str]] = [
    ({"hides": {"item": "I1", "odd": 1}}, "ask.hides.odd: unknown key"),
    ({"hides": {"item": 1}}, "ask.hides.item: expected text, got int 1"),
    ({"publishes": {"room": 1}}, "ask.publishes.room: expected text, got int 1"),
    ({"records": {"room": "R1", "guardian": "Mor", "reason": "ill", "odd": 1}}, "ask.records.odd: unknown key"),
    ({"records": {"subject": 1}}, "ask.records.subject: expected text, got int 1"),
    ({"records": {"act": "grant", "by": "Mor", "as": "guardian", "units": []}},
     "ask.records.units: only a withdrawal names a part of the consent"),
    ({"records": {"act": "refuse", "by": "Mor", "as": "guardian", "categories": []}},
     "ask.records.categories: only a withdrawal names a part of the consent"),
    ({"records": {"act": "grant", "by": "Mor", "as": "guardian", "at": 1}}, "ask.records.at: expected a time"),
    ({"reads": "I1", "login_age_minutes": -1}, "ask.login_age_minutes: expected minutes from 0 to 1000000"),
    ({"reads": "I1", "login_age_minutes": 1_000_001}, "ask.login_age_minutes: expected minutes from 0 to 1000000"),
    ({"reads": "I1", "ledger": "away"}, "ask.ledger: expected one of up, down, got 'away'"),
    ({"reads": "I1", "odd": 1}, "ask.odd: unknown key"),
]  # fmt: skip


@pytest.mark.parametrize(("ask", "message"), ASKED)
def test_a_question(tmp_path: Path, ask: dict[str, object], message: str) -> None:
    assert asked(tmp_path, **ask).startswith(message)


@pytest.mark.parametrize("minutes", [0, 1_000_000])
def test_the_least_and_the_oldest_login(tmp_path: Path, minutes: int) -> None:
    ask = {"who": "Gun", "as": "BUP", "at": "2026-11-20T10:00Z", "reads": "I1", "login_age_minutes": minutes}
    question = loaded(tmp_path, WHOLE, ask).question
    assert question.login_age.total_seconds() == 60 * minutes
    assert question.ledger_up


def of(folder: Path, words: str) -> str:
    (folder / "x.yaml").write_text(words, "utf-8")
    return said(lambda: load([folder / "x.yaml"])).removeprefix(f"{folder / 'x.yaml'}: ")


CASE = {"id": "X", "says": "A case", "basis": "policy", "ask": READS, "expect": DENIED}


def file_with(**changes: object) -> str:
    return yaml.safe_dump({"scenarios": [{**CASE, **changes}]})


FILES = {
    "twice": ("scenarios: []\n\nscenarios: []\n", "line 3: expected each key only once, 'scenarios' stands twice"),
    "two numbers": ("a:\n  1: x\n  1: y\n", "line 3: expected each key only once, 1 stands twice"),
    "two nothings": ("a:\n  ~: x\n  ~: y\n", "line 3: expected each key only once, None stands twice"),
    "a list as a key": ("? [a, b]\n: 1\n", "x.yaml: expected YAML: while constructing a mapping"),
    "a number as a key": ("1: x\n", "file.1: expected a word as key, got int 1; put it in quotes"),
    "an odd key": ("scenarios: []\nodd: 1\n", "file.odd: unknown key"),
    "another folder": ("world: ../w.yaml\nscenarios: []\n", "world: expected the name of a file beside this one"),
    "no such world": ("world: w.yaml\nscenarios: []\n", "w.yaml: expected a readable UTF-8 file: "),
    "too deep": ("[" * 5000, "x.yaml: expected YAML: maximum recursion depth exceeded"),
    "an odd key of a case": (file_with(odd=1), "scenarios[0].odd: unknown key"),
    "an odd expectation": (file_with(expect={**DENIED, "odd": 1}), "scenarios[0].expect.odd: unknown key"),
    "an odd world": (file_with(given={"odd": {}}), "scenarios[0] (X).given.odd: expected one of units, people"),
    "an odd unit": (file_with(given={"units": {"U": 1}}), "scenarios[0] (X).given.units.U: expected a mapping"),
    "no question": (file_with(ask={}), "scenarios[0] (X).ask: expected the key at"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_file(tmp_path: Path, name: str) -> None:
    words, message = FILES[name]
    assert of(tmp_path, words).startswith(message)


def test_a_file_without_a_world(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(file_with(), "utf-8")
    [case] = load([tmp_path / "x.yaml"])
    assert case.facts.units == {}
