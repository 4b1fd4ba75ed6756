"""`samrum receipt verify`: a receipt from the mother's page and the keys from the public page, nothing else."""

import asyncio
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from consent.tables import ActRow
from hub.cli import main
from hub.cli.exits import FOUND_WRONG, OK, WRONG_USE
from hub.demo.settings import demo_settings
from tests.hub.loading import copy
from tests.hub.running import Kept, running


@dataclass(frozen=True)
class Home:
    """What somebody has taken home."""

    receipt: Path
    keys: Path

    def one_key(self, number: int) -> Path:
        """A file with the ledger's key (0) or the receipts' (1) alone."""
        path = self.keys.with_name(f"key{number}")
        path.write_text(self.keys.read_text().splitlines()[number])
        return path


@pytest.fixture(scope="module")
def home(loaded_town: Kept, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A receipt, as the mother downloads it, and the keys, as a stranger does."""
    folder = tmp_path_factory.mktemp("home")

    async def fetch() -> None:
        async with running(copy(loaded_town, folder / "data")) as hub:
            rows = await ActRow.select(ActRow.id).where(ActRow.by == hub.ids.person("karin")).run()
            receipt = await hub.browser("mother").get(f"/kvitto/{rows[0]['id']}")
            keys = await hub.browser().get("/nycklar.txt")
            page = await hub.browser().get("/nycklar")
            assert receipt.status_code == keys.status_code == page.status_code == 200
            assert keys.text == f"{hub.house.checkpoints.verifier}\n{hub.house.receipts.verifier}\n"
            assert all(
                key.replace("+", "&#43;") in page.text or key in page.text for key in keys.text.split()
            )
            (folder / "kvitto.txt").write_bytes(receipt.content)
            (folder / "nycklar.txt").write_bytes(keys.content)

    with asyncio.Runner() as runner:
        runner.run(fetch())
    return Home(folder / "kvitto.txt", folder / "nycklar.txt")


def check(receipt: Path, keys: Path, *more: str) -> int:
    return main(["receipt", "verify", str(receipt), "--key", str(keys), *more])


def test_it_holds_and_is_told_in_words(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(home.receipt, home.keys) == OK
    said = capsys.readouterr().out
    assert said.startswith("Kvittot håller. ")
    for words in ("sa ja, med e-legitimation", "som vårdnadshavare", "Ämnen:", "Gäller:", "Rad i loggen:"):
        assert words in said
    assert check(home.receipt, home.keys, "--json") == OK
    answer = json.loads(capsys.readouterr().out)
    assert (answer["holds"], answer["signature_checked"], answer["ledger_checked"]) == (True, True, True)
    assert answer["asked_entry"] < answer["entry"] < answer["tree_size"]
    assert answer["receipt"]["record"]["event"]["type"] == "grant"


@pytest.mark.parametrize(
    ("key", "missing"), [(0, "underskrift är inte prövad"), (1, "loggen är inte prövad")]
)
def test_one_key_checks_its_part_and_says_so(
    home: Home, key: int, missing: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(home.receipt, home.one_key(key)) == OK
    assert missing in capsys.readouterr().out


def test_a_changed_byte_anywhere_is_found(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, changed = home.receipt.read_bytes(), tmp_path / "changed"
    for place in range(0, len(data), 41):
        changed.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        assert check(changed, home.keys) == FOUND_WRONG, place
        assert capsys.readouterr().out.startswith("Kvittot håller INTE.")


def test_what_the_receipt_claims_falls_by_either_key_alone(home: Home, tmp_path: Path) -> None:
    changed = tmp_path / "changed"
    data = home.receipt.read_bytes()
    changed.write_bytes(data.replace(b'"state":"given"', b'"state":"refused"', 1))
    assert changed.read_bytes() != data
    assert [check(changed, home.one_key(number)) for number in (0, 1)] == [FOUND_WRONG, FOUND_WRONG]
    changed.write_bytes(b"")
    assert check(changed, home.one_key(0)) == FOUND_WRONG


def test_the_keys_of_another_hub_do_not_fit(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in os.environ if name.startswith(("SAMRUM_", "OIDC_", "PUBLIC_URL"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("SAMRUM_DATA", str(tmp_path / "other"))
    demo_settings(os.environ)
    assert main(["ledger", "key", "--demo"]) == main(["receipt", "key", "--demo"]) == OK
    others = tmp_path / "others"
    others.write_text(capsys.readouterr().out)
    assert check(home.receipt, others, "--json") == FOUND_WRONG
    assert json.loads(capsys.readouterr().out)["holds"] is False


@pytest.mark.parametrize("text", ["", "no key\n", "twice", "receipt"])
def test_what_is_no_key_is_wrong_use(home: Home, tmp_path: Path, text: str) -> None:
    line = home.keys.read_text().splitlines()[0]
    bad = tmp_path / "bad"
    bad.write_text({"twice": f"{line}\n{line}\n", "receipt": home.receipt.read_text()}.get(text, text))
    assert check(home.receipt, bad) == WRONG_USE
    assert check(home.receipt, tmp_path / "none") == WRONG_USE
    assert check(tmp_path, home.keys) == WRONG_USE


def test_an_export_is_not_checked_with_the_receipts_key(home: Home) -> None:
    assert main(["ledger", "verify", str(home.receipt), "--key", str(home.one_key(1))]) == WRONG_USE
    assert main(["ledger", "verify", str(home.receipt), "--key", str(home.keys)]) == FOUND_WRONG


def test_it_needs_no_database_no_settings_and_no_web(home: Home, tmp_path: Path) -> None:
    program = (
        "import sys; from hub.cli import main;"
        "code = main(['receipt', 'verify', *sys.argv[1:]]);"
        "heavy = ('piccolo', 'asyncpg', 'aiosqlite', 'sqlite3', 'litestar', 'hub.settings', 'hub.opening');"
        "loaded = [m for m in sys.modules if m.startswith(heavy)];"
        "sys.exit(code or (5 if loaded else 0))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(home.receipt), "--key", str(home.keys)],
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert ran.returncode == OK, ran.stdout + ran.stderr
