"""Canonical JSON (RFC 8785): one value has exactly one form in bytes."""

import re

import msgspec
import rfc8785

from consent.errors import Malformed

_fast = msgspec.json.Encoder(order="sorted")
_unsure = re.compile(rb"(?:^|[:,\[])-?(?:\d{16}|\d+[.eE])|[^ -~]")
"""Where the two encoders could differ: floats, integers beyond 2^53, and what is not plain ASCII."""


def dumps(value: object) -> bytes:
    """The canonical bytes of a JSON value; raises Malformed for what has none (NaN, 2^53, a lone surrogate).

    For plain ASCII and small integers, which is what the ledger holds, msgspec with sorted keys gives the
    same bytes several times faster; everything else goes to `rfc8785`.
    """
    try:
        if _plain(value):
            quick = _fast.encode(value)
            if not _unsure.search(quick):
                return quick
        return rfc8785.dumps(value)  # type: ignore[arg-type]
    except (rfc8785.CanonicalizationError, UnicodeError, TypeError, RecursionError) as error:
        raise Malformed(f"no canonical JSON for this value: {error}") from error


def _plain(value: object) -> bool:
    if isinstance(value, str | int | None):
        return True
    if isinstance(value, dict):
        return all(isinstance(key, str) for key in value) and all(map(_plain, value.values()))
    return isinstance(value, list) and all(map(_plain, value))


def is_own_form(data: bytes, value: object) -> bool:
    """Whether `data`, from which `value` was parsed as JSON (or into a Struct), is its canonical form."""
    quick = _fast.encode(value)
    if not _unsure.search(quick):
        return quick == data
    return dumps(msgspec.to_builtins(value)) == data


def loads(data: bytes) -> object:
    """The value of canonical bytes; raises Malformed unless these bytes are that value's own form."""
    try:
        value: object = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise Malformed(f"not JSON: {error}") from error
    if not is_own_form(data, value):
        raise Malformed("not in canonical form (RFC 8785)")
    return value
