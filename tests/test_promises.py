"""The table of what must always hold names tests that exist."""

import ast
import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
TABLE = (HERE / "README.md").read_text("utf-8").partition("## What must always hold")[2].partition("\n## ")[0]
ROWS = [line for line in TABLE.splitlines() if line.startswith("| ") and "::" in line]
NAMED = re.findall(r"`([\w/]+\.py)::(\w+)`", TABLE)


def test_every_promise_has_a_row() -> None:
    assert len(ROWS) == 14


@pytest.mark.parametrize(("file", "test"), NAMED, ids=[test for _, test in NAMED])
def test_what_tries_it_is_there(file: str, test: str) -> None:
    tree = ast.parse((HERE / file).read_text("utf-8"))
    functions = {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)}
    assert test in functions
