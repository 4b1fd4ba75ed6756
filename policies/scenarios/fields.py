"""Reading one value strictly: what it must be, and where it stood when it was not that."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import TypeVar

from policies.scenarios.errors import Misfit
from policies.times import STOCKHOLM

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
Reader = Callable[[object, str], T]


def text(value: object, path: str) -> str:
    """Words; nothing else is turned into them."""
    if not isinstance(value, str):
        raise Misfit(path, f"expected text, got {_kind(value)}")
    return value


def flag(value: object, path: str) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise Misfit(path, f"expected true or false, got {_kind(value)}")
    return value


def number(value: object, path: str) -> int:
    """A whole number, not a truth value."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise Misfit(path, f"expected a whole number, got {_kind(value)}")
    return value


def day(value: object, path: str) -> date:
    """A date without a time."""
    if isinstance(value, datetime) or not isinstance(value, date):
        raise Misfit(path, f"expected a date such as 2017-03-02, got {_kind(value)}")
    return value


def moment(value: object, path: str) -> datetime:
    """An instant in UTC. Without an offset it is Europe/Stockholm; a date is the start of that day.

    In the hour that comes twice in autumn it is the first one; in the hour that spring skips there is none.
    """
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) and _TIME.fullmatch(value) else value
        if isinstance(found, date) and not isinstance(found, datetime):
            found = datetime.combine(found, time.min)
        if isinstance(found, datetime):
            local = found if found.tzinfo else found.replace(tzinfo=STOCKHOLM)
            instant = local.astimezone(UTC)
            if found.tzinfo or instant.astimezone(STOCKHOLM).replace(tzinfo=None) == found:
                return instant
    except (ValueError, OverflowError):
        pass
    raise Misfit(path, f"expected a time such as 2026-11-23T10:00, got {value!r}"[:200])


_TIME = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?")


def word(*words: str) -> Reader[str]:
    """One of the words given."""

    def read(value: object, path: str) -> str:
        if not isinstance(value, str) or value not in words:
            raise Misfit(path, f"expected one of {', '.join(words)}, got {value!r}")
        return value

    return read


def member(words: type[E]) -> Reader[E]:
    """One of the words of a closed list."""

    def read(value: object, path: str) -> E:
        return words(word(*(w.value for w in words))(value, path))

    return read


def names(value: object, path: str) -> frozenset[str]:
    """A list of different words."""
    found = [text(v, f"{path}[{n}]") for n, v in enumerate(sequence(value, path))]
    if len({*found}) != len(found):
        raise Misfit(path, "expected each word only once")
    return frozenset(found)


def sequence(value: object, path: str) -> list[object]:
    """A list."""
    if not isinstance(value, list):
        raise Misfit(path, f"expected a list, got {_kind(value)}")
    return value


def mapping(value: object, path: str) -> dict[str, object]:
    """A mapping with words as keys."""
    if not isinstance(value, dict):
        raise Misfit(path, f"expected a mapping, got {_kind(value)}")
    for key in value:
        if not isinstance(key, str):
            raise Misfit(f"{path}.{key}", f"expected a word as key, got {_kind(key)}; put it in quotes")
    return value


def or_null(reader: Reader[T]) -> Reader[T | None]:
    """The same, or null."""
    return lambda value, path: None if value is None else reader(value, path)


_MISSING: object = object()


class Fields:
    """The keys of one mapping, each read once; what is left over in the end is refused."""

    def __init__(self, value: object, path: str) -> None:
        self.path = path
        self._left: dict[str, object] = dict(mapping(value, path))

    def __contains__(self, key: str) -> bool:
        return key in self._left

    def must(self, key: str, reader: Reader[T]) -> T:
        """A key that must stand there."""
        value = self._left.pop(key, _MISSING)
        if value is _MISSING:
            raise Misfit(self.path, f"expected the key {key}")
        return reader(value, f"{self.path}.{key}")

    def may(self, key: str, reader: Reader[T], default: T) -> T:
        """A key that may be left out."""
        value = self._left.pop(key, _MISSING)
        return default if value is _MISSING else reader(value, f"{self.path}.{key}")

    def listed(self, key: str) -> list[tuple[object, str]]:
        """The entries of a list that may be left out, each with its path."""
        entries = self.may(key, sequence, list[object]())
        return [(entry, f"{self.path}.{key}[{n}]") for n, entry in enumerate(entries)]

    def named(self, key: str) -> dict[str, tuple[object, str]]:
        """The entries by name of a mapping that may be left out, each with its path."""
        return {**self.may(key, each, dict[str, tuple[object, str]]())}

    def end(self) -> None:
        """Nothing else may stand there."""
        for key in self._left:
            raise Misfit(f"{self.path}.{key}", "unknown key")


def each(value: object, path: str) -> Mapping[str, tuple[object, str]]:
    """The entries of a mapping by name, each with its path."""
    return {key: (entry, f"{path}.{key}") for key, entry in mapping(value, path).items()}


def _kind(value: object) -> str:
    return "nothing" if value is None else f"{type(value).__name__} {value!r}"[:80]
