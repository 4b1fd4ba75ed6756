"""The command: its help, its exit codes, and what it says to somebody who used it wrongly."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from hub.cli import main
from hub.cli.exits import FOUND_WRONG, OK, UNREACHABLE, WRONG_USE

COMMANDS = (
    ("serve",),
    ("demo",),
    ("migrate",),
    ("doctor",),
    ("scenarios",),
    ("tour",),
    ("ledger", "verify"),
    ("ledger", "export"),
    ("ledger", "key"),
    ("receipt", "verify"),
    ("receipt", "key"),
    ("keys", "rotate"),
    ("keys", "destroy"),
)
SETTINGS = ("SAMRUM_", "OIDC_", "DATABASE_URL", "KEY_DATABASE_URL", "PORT", "WORKERS", "PUBLIC_URL")
SCENARIOS = Path(__file__).parent.parent / "scenarios"


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting from outside, and a working folder of its own."""
    for name in [name for name in os.environ if name.startswith(SETTINGS)]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_explains_itself_and_its_exit_codes(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main([*words, "--help"])
    assert stop.value.code == OK
    said = capsys.readouterr().out
    assert "exit codes:" in said
    assert words[-1] in said


@pytest.mark.parametrize(
    "words", [(), ("ledger",), ("receipt",), ("keys",), ("nonsense",), ("tour", "--database", "mysql")]
)
def test_wrong_words_are_told_with_the_right_code(words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(words)
    assert stop.value.code == WRONG_USE


@pytest.mark.parametrize(
    "words",
    [("serve",), ("migrate",), ("doctor",), ("ledger", "key"), ("ledger", "export", "x"), ("keys", "rotate")],
)
def test_missing_settings_stop_every_command_with_advice(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == WRONG_USE
    said = capsys.readouterr().err
    assert "SAMRUM_LEDGER_KEY: is missing" in said
    assert "OIDC_ISSUER: is missing" in said


@pytest.mark.parametrize("words", [("doctor",), ("ledger", "key"), ("migrate",), ("keys", "rotate")])
def test_a_demo_that_is_not_there_is_not_made_by_looking_at_it(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    assert main([*words, "--demo"]) == WRONG_USE
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PORT", "eighty", "PORT: is not a whole number"),
        ("PORT", "0", "PORT: is not a whole number"),
        ("SAMRUM_MODE", "production", "no demo may run"),
        ("DATABASE_URL", "mysql://x/y", "DATABASE_URL: is neither"),
        ("SAMRUM_DATA", "/proc/nowhere", "SAMRUM_DATA:"),
        ("SAMRUM_FORUMS", "/nowhere/forums.toml", "SAMRUM_FORUMS: is no file"),
        ("SAMRUM_FORUMS", __file__, "SAMRUM_FORUMS: test_cli.py: "),
    ],
)
def test_the_demo_refuses_wrong_settings_with_advice(
    name: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(name, value)
    assert main(["demo"]) == WRONG_USE
    assert said in capsys.readouterr().err


def test_a_port_in_use_is_told_before_anything_is_loaded(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setenv("PORT", str(taken.getsockname()[1]))
        assert main(["demo"]) == WRONG_USE
    assert "can't be taken" in capsys.readouterr().err
    assert not (tmp_path / "data" / "samrum.db").exists()


def test_a_database_that_nobody_answers_at_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as one, socket.socket() as other:
        for free in (one, other):
            free.bind(("127.0.0.1", 0))
        database, port = one.getsockname()[1], other.getsockname()[1]
    monkeypatch.setenv("DATABASE_URL", f"postgresql://nobody:a-secret-word@127.0.0.1:{database}/none")
    monkeypatch.setenv("PORT", str(port))
    assert main(["demo"]) == UNREACHABLE
    said = capsys.readouterr().err
    assert "database" in said
    assert "a-secret-word" not in said


def test_scenarios_that_pass_fail_and_misfit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = (
        "scenarios:\n- id: {id}\n  says: Nobody knows the asker.\n  basis: law\n"
        "  ask: {{reads: x, who: Nobody, as: BUP, at: 2026-11-23T10:00}}\n  expect: {{decision: {answer}}}\n"
    )
    for name, answer, code in (
        ("right", "DENY", OK),
        ("wrong", "ALLOW", FOUND_WRONG),
        ("odd", "PERHAPS", WRONG_USE),
    ):
        file = tmp_path / f"{name}.yaml"
        file.write_text(case.format(id="A-001", answer=answer))
        assert main(["scenarios", str(file)]) == code, capsys.readouterr()
    assert main(["scenarios", str(tmp_path / "missing.yaml")]) == WRONG_USE
    assert "missing.yaml" in capsys.readouterr().err


def test_the_scenarios_of_the_project_pass(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scenarios", str(SCENARIOS / "consent.yaml")]) == OK
    assert " 0 failed" in capsys.readouterr().out


def test_verifying_imports_no_database_and_no_settings() -> None:
    program = (
        "import sys; from hub.cli import main; "
        "code = main(['ledger', 'verify', 'none', '--key', 'none']); "
        "odd = {'piccolo', 'asyncpg', 'aiosqlite', 'litestar', 'hub.settings', 'hub.app'} & set(sys.modules); "
        "print(code, sorted(odd))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == f"{WRONG_USE} []\n"
