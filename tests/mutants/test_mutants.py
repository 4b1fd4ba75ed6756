"""The mutants are what they say, each can be made, and their explanations are of mutants that exist."""

import ast
from itertools import pairwise

import pytest

from tests.mutants.explaining import dishonest, explained
from tests.mutants.find import compiled, mutants
from tests.mutants.operators import changes
from tests.mutants.targets import GROUPS
from tests.mutants.touched import _lines

FILES = [file for group in GROUPS.values() for file in group.files]

MADE = [
    ("a < b", {"a <= b", "a >= b"}),
    ("a >= 15", {"a > 15", "a < 15"}),
    ("a == b", {"a != b"}),
    ("a is None", {"a is not None"}),
    ("a in b", {"a not in b"}),
    ("a and b", {"a or b", "a", "b"}),
    ("a or b or c", {"a and b and c", "b or c", "a or c", "a or b"}),
    ("not a", {"a"}),
    ("a + b", {"a - b"}),
    ("3", {"4", "2"}),
    ("True", {"False"}),
    ("'x'", {"''"}),
    ("''", {"'mutant'"}),
    ("[1, 2, 3]", {"[2, 3]", "[1, 2]"}),
    ("{1}", {"set()"}),
    ("{1: 2}", {"{}"}),
    ("any(a)", {"all(a)"}),
    ("f(a, b=c)", {"f(a)"}),
    ("a if b else c", {"a if not b else c"}),
    ("f(a)", set()),
]


@pytest.mark.parametrize(("words", "expected"), MADE, ids=[words for words, _ in MADE])
def test_an_expression_becomes(words: str, expected: set[str]) -> None:
    node = ast.parse(words, mode="eval").body
    assert {ast.unparse(other) for _, other in changes(node) if other is not None} == expected


STATED = [
    ("f(a)", {"nothing"}),
    ("raise f", {"nothing"}),
    ("a.b = c", {"nothing"}),
    ("a = c", set()),
    ("return a", {"return None"}),
    ("return None", set()),
    ("if a:\n    b", {"if not a:\n    b"}),
    ("if a == b:\n    c", set()),
    ("while a:\n    b", {"while False:\n    b"}),
    ("break", {"continue"}),
    ("a += b", {"nothing", "a -= b"}),
]


@pytest.mark.parametrize(("words", "expected"), STATED, ids=[words for words, _ in STATED])
def test_a_statement_becomes(words: str, expected: set[str]) -> None:
    node = ast.parse(words).body[0]
    made = {"nothing" if other is None else ast.unparse(other) for _, other in changes(node)}
    assert made == expected


def test_every_mutant_has_words_of_its_own() -> None:
    keys = [m.key for file in FILES for m in mutants(file)]
    assert len(keys) == len({*keys})
    assert len(keys) > 5_000


@pytest.mark.parametrize("file", ["policies/staff.py", "policies/rules/reading.py", "hub/gate.py"])
def test_every_mutant_can_be_made_and_is_another_code(file: str) -> None:
    codes = [compiled(m) for m in mutants(file)]
    assert len(codes) > 50
    assert all(one != other for one, other in pairwise(codes))


def test_every_explanation_is_of_a_mutant() -> None:
    assert dishonest(explained(), {m.key for file in FILES for m in mutants(file)}, {}) == []


def test_an_explanation_of_what_is_noticed_is_a_failure() -> None:
    assert dishonest({"a": "", "b": ""}, {"a", "b"}, {"a": ("killed", "test_x"), "b": ("survived", "")}) == [
        "explained, but noticed by test_x: a"
    ]


def test_the_lines_of_a_change() -> None:
    assert _lines("@@ -1 +1 @@\n@@ -4,0 +7,2 @@ def f\n@@ -9,2 +12,0 @@") == {1, 7, 8}
