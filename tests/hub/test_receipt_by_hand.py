"""A receipt from the page holds for a program that shares no code with the hub, and no changed one does."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.consent import receipt_by_hand
from tests.consent.receipt_by_hand import Wrong, check
from tests.hub.test_cli_receipt import Home, home

__all__ = ["home"]


def test_it_holds_for_a_program_that_knows_nothing_of_the_hub(home: Home) -> None:
    program = [sys.executable, "-I", receipt_by_hand.__file__, str(home.receipt), str(home.keys)]
    done = subprocess.run(program, cwd="/", capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("grant given 20")


def test_no_byte_of_it_can_be_another(home: Home) -> None:
    text, keys = home.receipt.read_text(), home.keys.read_text()
    check(text, keys)
    for place in range(0, len(text), 7):
        other = "0" if text[place] != "0" else "1"
        with pytest.raises(Wrong):
            check(text[:place] + other + text[place + 1 :], keys)
    for cut in (text[:-1], text + "\n", "", text * 2, "\n\n"):
        with pytest.raises(Wrong):
            check(cut, keys)


def test_nor_the_keys(home: Home, tmp_path: Path) -> None:
    text, (ledger, receipts) = home.receipt.read_text(), home.keys.read_text().split()
    for keys in (f"{receipts}\n{ledger}", f"{ledger}\n{ledger}", ledger, ""):
        with pytest.raises(Wrong):
            check(text, keys)
    wrong = tmp_path / "keys"
    wrong.write_text(f"{receipts}\n{ledger}")
    program = [sys.executable, "-I", receipt_by_hand.__file__, str(home.receipt), str(wrong)]
    assert subprocess.run(program, capture_output=True, check=False).returncode == 1
