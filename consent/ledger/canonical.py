"""Canonical JSON (RFC 8785): one value has exactly one form in bytes."""

import msgspec
import rfc8785

from consent.errors import Malformed

_fast = msgspec.json.Encoder(order="sorted")
LARGEST = 2**53 - 1
"""The largest integer that JSON's numbers hold exactly."""

_TEXTS = {str}


def dumps(value: object) -> bytes:
    """The canonical bytes of a JSON value; raises Malformed for what has none (NaN, 2^53, a lone surrogate).

    Where there are no floats and no characters that could be written in several ways, which is so for what
    the ledger holds, msgspec with sorted keys gives the same bytes many times faster than `rfc8785`.
    """
    try:
        if _plain(value):
            quick = _fast.encode(value)
            if _sure(quick):
                return quick
        return rfc8785.dumps(value)  # type: ignore[arg-type]
    except (rfc8785.CanonicalizationError, UnicodeError, TypeError, RecursionError) as error:
        raise Malformed(f"no canonical JSON for this value: {error}") from error


def _plain(value: object) -> bool:
    """Whether it is made of texts, small integers, booleans, null, lists and dicts, and nothing else."""
    if value is None or isinstance(value, str):
        return True
    if isinstance(value, int):
        return -LARGEST <= value <= LARGEST
    if isinstance(value, dict):
        return _TEXTS.issuperset(map(type, value)) and all(map(_plain, value.values()))
    return isinstance(value, list) and all(map(_plain, value))


def _sure(quick: bytes) -> bool:
    """Whether these texts have no escapes and sort alike in bytes and in UTF-16."""
    return quick.isascii() and b"\\" not in quick and b"\x7f" not in quick


def is_own_form(data: bytes, value: object, *, plain: bool = False) -> bool:
    """Whether `data`, from which `value` was parsed as JSON (or into a Struct), is its canonical form.

    `plain` says that the parser saw to it already that there is nothing but texts, small integers, booleans,
    null, lists and dicts.
    """
    if plain or _plain(list(msgspec.structs.astuple(value)) if isinstance(value, msgspec.Struct) else value):
        quick = _fast.encode(value)
        if _sure(quick):
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
