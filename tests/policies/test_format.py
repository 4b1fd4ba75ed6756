"""Scenario files that do not fit are refused with the file, the path in it and what was expected."""

from pathlib import Path

import pytest

from policies.scenarios import Misfit, load, run
from policies.scenarios.overlay import overlay

WORLD = """
units: {FAMILY: {agency: familj}, BUP: {agency: region}}
people: {Alva: {born: 2017-03-02}}
"""
ASK = "{who: Kim, as: BUP, reads: I1, at: '2026-11-23T10:00'}"
EXPECT = "{decision: DENY, reason: NO_ASSIGNMENT}"


def case(given: str = "{}", ask: str = ASK, expect: str = EXPECT, more: str = "") -> str:
    return f"""
world: world.yaml
scenarios:
  - {{id: X1, says: A case, basis: law, given: {given}, ask: {ask}, expect: {expect}{more}}}
"""


def refusal(folder: Path, words: str, world: str = WORLD) -> str:
    (folder / "world.yaml").write_text(world, encoding="utf-8")
    (folder / "cases.yaml").write_text(words, encoding="utf-8")
    with pytest.raises(Misfit) as caught:
        load([folder / "cases.yaml"])
    return str(caught.value)


CONSENT = "{subject: Alva, purpose: p, room: R1, from_units: [BUP], to_units: [BUP], categories: [maende], starts: 2026-11-01, ends: 2027-01-01"  # noqa: E501
BAD = {
    "unknown section": (case("{units2: {}}"), "units2", "expected one of"),
    "unknown key": (case("{people: {Alva: {shoe: 38}}}"), "people.Alva.shoe", "unknown key"),
    "unknown key of a case": (case(more=", extra: 1"), "scenarios[0].extra", "unknown key"),
    "unknown key of a question": (case(ask="{who: K, as: BUP, reads: I, at: '2026-11-23', x: 1}"), "ask.x", "unknown"),
    "a truth value as name": (case("{people: {Alva: {born: 2017-03-02, protected: 'yes'}}}"), "protected", "true or"),
    "unquoted no as view": (case("{children: {Alva: {view: no}}}"), "children.Alva.view", "in quotes"),
    "a day that is none": (case("{people: {Alva: {born: 'i mars'}}}"), "people.Alva.born", "expected a date"),
    "an hour that spring skips": (
        case("{children: {Alva: {register_checked: '2026-03-29T02:30'}}}"), "register_checked", "expected a time"),
    "a time that is none": (case(ask="{who: K, as: BUP, reads: I, at: nu}"), "ask.at", "expected a time"),
    "a month thirteen": (case(ask="{who: K, as: BUP, reads: I, at: '2026-13-01'}"), "ask.at", "expected a time"),
    "no time": (case(ask="{who: K, as: BUP, reads: I}"), "ask", "expected the key at"),
    "two verbs": (case(ask="{who: K, as: BUP, reads: I, views: R, at: '2026-11-23'}"), "ask", "exactly one of"),
    "no verb": (case(ask="{who: K, as: BUP, at: '2026-11-23'}"), "ask", "exactly one of"),
    "a level in words": (case(ask="{who: K, as: BUP, reads: I, at: '2026-11-23', loa: x}"), "ask.loa", "whole number"),
    "negative minutes": (
        case(ask="{who: K, as: self, reads: I, at: '2026-11-23', login_age_minutes: -1}"), "login_age", "minutes"),
    "a ledger half up": (case(ask="{who: K, as: BUP, reads: I, at: '2026-11-23', ledger: half}"), "ledger", "down"),
    "an unknown decision": (case(expect="{decision: MAYBE}"), "expect.decision", "ALLOW_REDACTED"),
    "an unknown reason": (case(expect="{decision: DENY, reason: BECAUSE}"), "expect.reason", "LOG_FAILURE"),
    "no decision": (case(expect="{reason: REFUSED}"), "expect", "expected the key decision"),
    "an unknown basis": (case().replace("basis: law", "basis: feeling"), "basis", "ask-a-jurist"),
    "a grant in part": (
        case(f"{{consents: {{C: {CONSENT}, acts: [{{by: A, as: self, act: grant, at: 2026-11-02, units: [B]}}]}}}}}}"),
        "acts[0].units", "only a withdrawal"),
    "an unknown act": (
        case(f"{{consents: {{C: {CONSENT}, acts: [{{by: A, as: self, act: shrug, at: 2026-11-02}}]}}}}}}"),
        "acts[0].act", "grant, refuse, withdraw"),
    "a consent without an end": (case("{consents: {C: {subject: Alva}}}"), "consents.C", "expected the key"),
    "a list where a mapping stands": (case("{people: [Alva]}"), "people", "expected a mapping"),
    "a word where a list stands": (case("{people: {Alva: {allow_list: Gun}}}"), "allow_list", "expected a list"),
    "a word twice in a list": (case("{people: {Alva: {allow_list: [Gun, Gun]}}}"), "allow_list", "only once"),
    "an unknown meeting state": (case("{meetings: {M: {room: R1, state: late}}}"), "state", "planned, open, closed"),
    "a key twice": (case("{people: {Alva: {born: 2017-03-02, born: 2016-03-02}}}"), "line", "only once"),
    "a key that is a number": (case("{people: {1: {born: 2017-03-02}}}"), "people.1", "in quotes"),
    "the same id twice": (case() + case().split("scenarios:\n")[1], "scenarios[1].id", "id of its own"),
    "no scenarios": ("world: world.yaml\n", "file", "expected the key scenarios"),
    "a world elsewhere": (case().replace("world.yaml", "../world.yaml"), "world", "beside"),
    "a world that is not there": (case().replace("world.yaml", "other.yaml"), "other.yaml", "readable"),
    "not YAML": ("{[", "cases.yaml", "expected YAML"),
    "an empty file": ("", "file", "expected a mapping"),
    "a Python object": ("!!python/object/apply:os.system ['true']", "cases.yaml", "expected YAML"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_does_not_fit_is_refused_with_file_path_and_expectation(tmp_path, name) -> None:
    words, path, expected = BAD[name]
    message = refusal(tmp_path, words)
    assert message.startswith(str(tmp_path / "cases.yaml"))
    assert path in message
    assert expected in message


def test_a_file_that_is_not_text_is_refused(tmp_path) -> None:
    (tmp_path / "cases.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Misfit, match="readable UTF-8"):
        load([tmp_path / "cases.yaml"])


def test_what_fits_is_answered_in_lines(tmp_path) -> None:
    (tmp_path / "world.yaml").write_text(WORLD, encoding="utf-8")
    wrong = case(expect="{decision: ALLOW, reason: CONSENT}").replace("X1", "X2").split("scenarios:\n")[1]
    (tmp_path / "cases.yaml").write_text(case() + wrong, encoding="utf-8")
    report = run(load([tmp_path / "cases.yaml"]))
    assert report.lines == [
        "X1 ok    DENY NO_ASSIGNMENT",
        "X2 FAIL  expected ALLOW CONSENT, got DENY NO_ASSIGNMENT",
        "1 passed, 1 failed",
    ]
    assert report.failed == 1


LAID = [
    ({"a": {"b": 1, "c": 2}}, {"a": {"b": 3}}, {"a": {"b": 3, "c": 2}}),
    ({"a": [1, 2]}, {"a": [3]}, {"a": [3]}),
    ({"a": {"b": 1}}, {"a": None}, {}),
    ({"a": {"b": 1}}, {"a": {"b": None}}, {"a": {}}),
    ({}, {"a": {"b": {"c": None, "d": 1}}}, {"a": {"b": {"d": 1}}}),
    ({"a": 1}, {"a": {"b": 2}}, {"a": {"b": 2}}),
]


@pytest.mark.parametrize(("world", "given", "merged"), LAID)
def test_what_is_given_is_laid_over_the_world(world, given, merged) -> None:
    before = repr(world)
    assert overlay(world, given) == merged
    assert repr(world) == before


def test_deciding_is_fast_enough() -> None:
    """At least 2,000 cases a second, loading left out; measured well below the goal so that it never flickers."""
    from time import perf_counter

    folder = Path(__file__).parents[1] / "scenarios"
    cases = load(sorted(p for p in folder.glob("*.yaml") if p.name != "world.yaml")) * 5
    start = perf_counter()
    run(cases)
    assert len(cases) / (perf_counter() - start) > 2000
