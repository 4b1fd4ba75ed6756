"""The scenario cases through the real application: every case of the first file, and a sample of the others."""

from dataclasses import replace
from pathlib import Path

import pytest

from hub.demo import scenarios_http
from hub.demo.scenarios_http import running
from hub.demo.scenarios_http.names import Names
from hub.demo.scenarios_http.one import answered
from policies.scenarios import Case, Misfit, load
from policies.scenarios import run as by_the_rules

HERE = Path(__file__).parents[1] / "scenarios"
OTHERS = sorted(p for p in HERE.glob("*.yaml") if p.name not in ("world.yaml", "consent.yaml"))
EVERY = 8
"""One case in so many of the other files; each is asked as well when the command is run by hand."""


def sampled() -> list[Case]:
    """Every verb of saving is a case of its own kind, so that file is not thinned out."""
    return [c for f in OTHERS for c in load([f])[:: 1 if f.name == "saving.yaml" else EVERY]]


CHUNKS = [load([HERE / "consent.yaml"]), sampled()]


async def differences(cases: list[Case]) -> list[str]:
    """The cases that the application answers otherwise than expected."""
    async with running.on_stage(cases) as (stage, numbers):
        told = [running.told(case, await answered(stage, case, numbers)) for case in cases]
    return [line for passed, line in told if not passed]


@pytest.mark.timeout(400)
@pytest.mark.parametrize("cases", CHUNKS, ids=["consent.yaml", "sample"])
async def test_the_application_answers_as_the_cases_expect(cases: list[Case]) -> None:
    assert await differences(cases) == []


async def test_the_application_says_the_same_as_the_rules_when_the_case_is_wrong() -> None:
    """A runner that could not fail would prove nothing."""
    cases = load([HERE / "consent.yaml"])[:4]
    wrong = [replace(case, expect=cases[number - 1].expect) for number, case in enumerate(cases)]
    expected = [str(result) for result in by_the_rules(wrong).results if not result.passed]
    assert expected
    assert [line.partition(" got ")[0] for line in await differences(wrong)] == [
        line.partition(" got ")[0] for line in expected
    ]


def test_the_command_prints_a_line_a_case_and_the_total(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It never touches the database of the environment."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'never.db'}")
    file = tmp_path / "two.yaml"
    (tmp_path / "world.yaml").write_text((HERE / "world.yaml").read_text())
    ask = "{who: Kim, as: SKOLA.EH, reads: I1, in: M1, at: '2026-11-23T10:00'}"
    file.write_text(
        "world: world.yaml\nscenarios:\n"
        f"  - {{id: A, says: yes it is, basis: law, ask: {ask}, expect: {{decision: ALLOW, detail: C1}}}}\n"
        f"  - {{id: B, says: no it is, basis: law, ask: {ask}, expect: {{decision: DENY}}}}\n"
    )
    assert scenarios_http.run([str(file)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "A ok    ALLOW CONSENT (C1)",
        "B FAIL  expected DENY, got ALLOW CONSENT (C1)",
        "1 passed, 1 failed",
    ]
    assert not (tmp_path / "never.db").exists()


def test_a_file_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "odd.yaml"
    file.write_text("scenarios: {}\n")
    with pytest.raises(Misfit):
        scenarios_http.run([str(file)])


@pytest.mark.parametrize(
    "names", [["Anna", "Anders", "Bo"], ["C1", "C10", "C2", "B9"], ["a", "ab", "ö", "Ö"]]
)
def test_ids_stand_in_the_order_of_the_names(names: list[str]) -> None:
    ids = Names()
    made = [ids.of(name) for name in sorted(names, key=str.encode)]
    assert made == sorted(made)
    assert [ids.back(one) for one in made] == sorted(names, key=str.encode)


def test_an_answer_is_not_taken_for_granted() -> None:
    """Where nothing was decided, the line says so and the case fails."""
    case = load([HERE / "consent.yaml"])[0]
    passed, line = running.told(case, "no decision in the ledger (HTTP 404)")
    assert not passed
    assert line == "S01 FAIL  expected ALLOW CONSENT (C1), got no decision in the ledger (HTTP 404)"
