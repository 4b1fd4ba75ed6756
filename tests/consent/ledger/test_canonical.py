"""RFC 8785 against its published pairs, and against the library that is slower and surer."""

import json
from pathlib import Path

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from consent.errors import Malformed
from consent.ledger import canonical

DATA = Path(__file__).parents[2] / "vectors/jcs/testdata"
NAMES = sorted(path.stem for path in (DATA / "input").glob("*.json"))

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(-(2.0**52), 2.0**52)
    | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=4)
    ),
    max_leaves=12,
)


def test_the_published_pairs_are_there():
    assert len(NAMES) == 6


@pytest.mark.parametrize("name", NAMES)
def test_published_pairs(name: str):
    value = json.loads((DATA / "input" / f"{name}.json").read_bytes())
    expected = (DATA / "output" / f"{name}.json").read_bytes()
    assert canonical.dumps(value) == expected
    assert canonical.loads(expected) == value
    assert expected == bytes.fromhex((DATA / "outhex" / f"{name}.txt").read_text())


@given(values)
def test_agrees_with_the_slower_library(value: object):
    data = canonical.dumps(value)
    assert data == rfc8785.dumps(value)
    assert canonical.loads(data) == json.loads(data)


SUBTLE = [
    ({"\ue000": 1, "\U00010000": 2}, '{"\U00010000":2,"\ue000":1}'),
    ({"å": 1, "z": 2}, '{"z":2,"å":1}'),
    ("\x7f", '"\x7f"'),
    ("\x08\x0c\x1f", '"\\b\\f\\u001f"'),
    ('\\/"', '"\\\\/\\""'),
    ([2**53 - 1, 1 - 2**53, 0, True, None, ""], '[9007199254740991,-9007199254740991,0,true,null,""]'),
    ({"b": {"d": [], "c": {}}, "a": 1.5}, '{"a":1.5,"b":{"c":{},"d":[]}}'),
]


@pytest.mark.parametrize(("value", "form"), SUBTLE)
def test_the_one_form(value: object, form: str):
    assert canonical.dumps(value) == form.encode() == rfc8785.dumps(value)
    assert canonical.loads(form.encode()) == value


@pytest.mark.parametrize("inner", [2**53, -(2**53), float("nan"), b"x"])
def test_what_has_no_form_inside_of_what_would_have_one(inner: object):
    for value in ([1, inner], [inner, 1], {"a": 1, "b": inner}, {"a": inner, "b": 1}, {"a": [{"b": inner}]}):
        with pytest.raises(Malformed, match="no canonical JSON for this value: "):
            canonical.dumps(value)


def test_what_is_too_deep_has_no_form():
    value: list[object] = []
    for _ in range(100_000):
        value = [value]
    with pytest.raises(Malformed):
        canonical.dumps(value)


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), 2**53, -(2**53), "\ud800", {1: 2}, {"a": {1, 2}}, b"x", [float("nan")]],
)
def test_what_has_no_form(value: object):
    with pytest.raises(Malformed):
        canonical.dumps(value)


@pytest.mark.parametrize(
    "data",
    [
        b'{"b":1,"a":2}',
        b'{"a": 1}',
        b"1.0",
        b'"\\u0041"',
        b"\xff",
        b"{",
        b'{"a":1,"a":1}',
        b"1e2",
        b"9007199254740993",
    ],
)
def test_other_forms_are_refused(data: bytes):
    with pytest.raises(Malformed):
        canonical.loads(data)


def test_what_is_too_deep_is_malformed():
    with pytest.raises(Malformed, match="not JSON"):
        canonical.loads(b"[" * 100_000 + b"]" * 100_000)
