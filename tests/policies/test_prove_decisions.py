"""The rules agree with a second, literal reading and with Cedar; and each planted fault is found."""

import ast
from pathlib import Path

import cedarpy
import pytest

from tests.policies.cedar import opinion
from tests.policies.prove_decisions import HARNESS
from tests.prove.harness import silent

HERE = Path(__file__).parent
WORLD_MAKERS = ("worlds", "printed", "shrink")
"""What makes, prints and shrinks worlds needs the shapes of facts; what reads the rules needs nothing."""


def test_the_rules_agree_with_the_other_readings() -> None:
    outcome = HARNESS.run(count=HARNESS.short, seed=1, progress=silent, fault=None)
    assert outcome.failures == ()
    assert outcome.tried >= HARNESS.short
    assert int(outcome.counted["asked of Cedar too"]) >= 2_000


@pytest.mark.parametrize("fault", HARNESS.planted_in_tests())
def test_a_planted_fault_is_found(fault: str) -> None:
    outcome = HARNESS.run(count=HARNESS.short, seed=1, progress=silent, fault=fault)
    assert outcome.failures


def test_a_difference_is_printed_as_a_small_case() -> None:
    outcome = HARNESS.run(count=HARNESS.short, seed=1, progress=silent, fault="an end is forgotten")
    assert "withdraw" in outcome.failures[0]
    assert "decision: DENY" in outcome.failures[0]
    assert len(outcome.failures[0].splitlines()) < 100


@pytest.mark.parametrize("name", opinion.TEXTS)
def test_the_cedar_policies_fit_their_schema(name: str) -> None:
    found = cedarpy.validate_policies(opinion.TEXTS[name], opinion.SCHEMA)
    assert found.validation_passed, [str(error) for error in found.errors]


def test_the_other_readings_import_nothing_from_the_rules() -> None:
    files = [*HERE.glob("reference/*.py"), *HERE.glob("cedar/*.py")]
    assert len(files) > 15
    for path in files:
        if not path.stem.startswith(WORLD_MAKERS):
            assert [name for name in _imported(path) if name.split(".")[0] == "policies"] == [], path.name


def _imported(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found.append(node.module or "")
    return found
