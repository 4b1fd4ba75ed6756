"""`samrum ledger` and `samrum doctor` and `samrum keys` on a demo that has been served: what is taken home holds."""

import asyncio
import json
import os
from pathlib import Path

import pytest

from consent.database import close_database, engine_for, open_database
from consent.events import KeyDestructionIntended
from hub.cli import main
from hub.cli.exits import FOUND_WRONG, OK, UNREACHABLE, WRONG_USE
from hub.demo.settings import demo_settings
from hub.opening import opened
from hub.people.tables import ChildRow
from hub.settings import Settings
from tests.hub.command import SETTINGS, either_town, loaded_for_the_command, town_here

__all__ = ["either_town", "loaded_for_the_command", "town_here"]


@pytest.fixture
def taken_home(town_here: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[Path, Path]:
    """An export and the public key, as the command writes them."""
    export, key = tmp_path / "export", tmp_path / "key"
    assert main(["ledger", "export", "--demo", str(export)]) == OK
    capsys.readouterr()
    assert main(["ledger", "key", "--demo"]) == OK
    key.write_text(capsys.readouterr().out)
    return export, key


def test_an_export_verifies_and_leaves_nothing_beside_it(
    either_town: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder := tmp_path / "home").mkdir()
    export, key = folder / "export", folder / "key"
    assert main(["ledger", "export", "--demo", str(export)]) == OK
    assert [path.name for path in folder.iterdir()] == ["export"]
    capsys.readouterr()
    assert main(["ledger", "key", "--demo"]) == OK
    key.write_text(capsys.readouterr().out)
    assert main(["ledger", "verify", str(export), "--key", str(key)]) == OK
    assert capsys.readouterr().out.startswith("whole: ")
    assert main(["ledger", "verify", str(export), "--key", str(key), "--json"]) == OK
    assert json.loads(capsys.readouterr().out)["whole"] is True


def test_a_changed_byte_is_found_and_located(
    taken_home: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export, key = taken_home
    data = export.read_bytes()
    for place in range(7, len(data), len(data) // 12):
        changed = tmp_path / "changed"
        changed.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        assert main(["ledger", "verify", str(changed), "--key", str(key), "--json"]) == FOUND_WRONG
        lines = {finding["line"] for finding in json.loads(capsys.readouterr().out)["findings"]}
        line = data[:place].count(b"\n") + 1
        assert any(abs(found - line) <= 5 for found in lines), (line, lines)


def test_an_export_is_checked_against_what_somebody_kept(
    taken_home: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export, key = taken_home
    held = tmp_path / "held"
    held.write_text("".join(export.read_text().splitlines(keepends=True)[-5:]))
    assert main(["ledger", "verify", str(export), "--key", str(key), "--held", str(held)]) == OK
    assert "since the 1 held checkpoint" in capsys.readouterr().out
    held.write_text("no checkpoint at all\n")
    assert main(["ledger", "verify", str(export), "--key", str(key), "--held", str(held)]) == WRONG_USE


def test_what_is_no_key_and_what_is_no_file_is_wrong_use(
    taken_home: tuple[Path, Path], tmp_path: Path
) -> None:
    export, key = taken_home
    assert main(["ledger", "verify", str(export), "--key", str(export)]) == WRONG_USE
    assert main(["ledger", "verify", str(export), "--key", str(tmp_path / "none")]) == WRONG_USE
    assert main(["ledger", "verify", str(tmp_path / "none"), "--key", str(key)]) == WRONG_USE
    assert main(["ledger", "verify", str(tmp_path), "--key", str(key)]) == WRONG_USE


def test_an_export_is_never_written_over(
    taken_home: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    export, _ = taken_home
    before = export.read_bytes()
    assert main(["ledger", "export", "--demo", str(export)]) == WRONG_USE
    assert "exists" in capsys.readouterr().err
    assert export.read_bytes() == before


def test_the_doctor_finds_a_healthy_hub_well_also_after_its_keys_were_rotated(
    either_town: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    looked_at = [
        "settings",
        "durability",
        "migrations",
        "head",
        "clock",
        "ledger",
        "keys",
        "register",
        "paper",
    ]
    for number in (2, 3):
        assert main(["doctor", "--demo"]) == OK
        said = capsys.readouterr().out
        assert [line.split()[0] for line in said.splitlines()] == looked_at
        assert "FAULT" not in said
        assert main(["keys", "rotate", "--demo"]) == OK
        assert f"9 data keys wrapped under demo-{number}" in capsys.readouterr().out


def test_the_doctor_finds_a_stale_register_and_an_unfinished_destruction_and_mends_nothing(
    town_here: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    async def neglect() -> None:
        async with opened(town_here) as house:
            await ChildRow.update({ChildRow.register_checked: None}, force=True).run()
            intent = KeyDestructionIntended(by="operator", scope="room:nowhere")
            await house.ledger.append([intent], bumps=["key:room:nowhere"])

    asyncio.run(neglect())
    for _ in range(2):
        assert main(["doctor", "--demo"]) == FOUND_WRONG
        said = capsys.readouterr().out
        assert "register       FAULT  8 of 8 children" in said
        assert "keys           FAULT  1 destructions are not finished" in said
        assert "ledger         ok" in said


def test_the_doctor_finds_a_schema_that_is_missing(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in os.environ if name.startswith(SETTINGS)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("SAMRUM_DATA", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", database_url)
    demo_settings(os.environ)
    assert main(["doctor", "--demo"]) == FOUND_WRONG
    assert "migrations     FAULT" in capsys.readouterr().out
    assert main(["migrate", "--demo"]) == OK
    capsys.readouterr()
    assert main(["doctor", "--demo"]) == OK
    assert "up to date" in capsys.readouterr().out


def test_a_hub_that_is_serving_holds_its_sqlite_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAMRUM_DATA", str(tmp_path))
    settings = demo_settings({"SAMRUM_DATA": str(tmp_path)})

    async def hold() -> int:
        engine = engine_for(settings.database_url)
        await open_database(engine)
        try:
            return await asyncio.to_thread(main, ["ledger", "export", "--demo", str(tmp_path / "x")])
        finally:
            await close_database(engine)

    assert asyncio.run(hold()) == UNREACHABLE
    assert "Another process holds" in capsys.readouterr().err
    assert not list(tmp_path.glob("*x*half*"))
