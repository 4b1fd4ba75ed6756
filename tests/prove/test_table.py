"""The table at the end says no when anything failed, was not tried, or when a planted fault went unseen."""

import subprocess
import sys

import pytest

from tests.benchmarks.measure import interleaved, ratio
from tests.prove.harnesses import MODULES, named
from tests.prove.table import Line, as_table, machine

GOOD = Line("R0", "something", "times", 1000, [], 2, [], {"opened": 17}, 61.4)


def test_a_line_holds_only_when_all_was_tried_and_every_planted_fault_was_found() -> None:
    assert GOOD.holds
    assert not Line(**vars(GOOD) | {"failures": ["one"]}).holds
    assert not Line(**vars(GOOD) | {"missed": ["a fault"]}).holds
    assert not Line(**vars(GOOD) | {"tried": 0}).holds
    assert not Line(**vars(GOOD) | {"planted": 0}).holds


def test_the_table_names_counts_and_faults() -> None:
    head, ruled, line = as_table([Line(**vars(GOOD) | {"missed": ["a fault"]})]).splitlines()
    assert len(head) == len(ruled) == len(line)
    assert [cell.strip() for cell in line.strip("|").split("|")] == [
        *("R0", "something", "1,000 times", "0", "1 of 2", "opened 17", "1:01")
    ]


def test_the_machine_is_told_without_its_name() -> None:
    assert "cores of" in machine()
    assert "Python 3." in machine()


@pytest.mark.parametrize("program", ["tests.prove", "tests.benchmarks"])
def test_an_unknown_identifier_is_answered_with_those_that_there_are(program: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", program, "X99"], capture_output=True, text=True, check=False, timeout=60
    )
    assert ended.returncode == 2
    assert "X99" in ended.stderr
    assert "1, " in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("identifier", MODULES)
def test_every_harness_can_be_seen_to_fail(identifier: str) -> None:
    harness = named(identifier)
    assert harness.faults
    assert len(set(harness.faults)) == len(harness.faults)
    assert set(harness.slow) < set(harness.faults)
    assert harness.planted_in_tests()
    assert 0 < harness.short < harness.full


def test_sides_are_measured_in_turns_and_compared_pair_by_pair() -> None:
    order: list[str] = []
    found = interleaved({"a": lambda: order.append("a") or 2.0, "b": lambda: order.append("b") or 1.0}, 3)
    assert order == ["a", "b", "b", "a", "a", "b"]
    assert ratio(found, "a", "b") == 2.0
