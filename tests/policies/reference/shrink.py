"""The smallest world in which two readings still differ."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from functools import partial
from typing import Any

from policies.facts import Facts
from policies.question import Question

Test = Callable[[Any], bool]


def smallest(
    question: Question, facts: Facts, differs: Callable[[Question, Facts], bool]
) -> tuple[Question, Facts]:
    """Take things away one at a time, whole before part, for as long as the readings differ."""
    facts = _less(facts, partial(differs, question))
    question = _less(question, lambda q: differs(q, facts))
    return question, _less(facts, partial(differs, question))


def _less(value: Any, test: Test) -> Any:
    """The same value with everything gone that `test` can do without."""
    if isinstance(value, Mapping):
        return _entries(dict(value), test)
    if isinstance(value, tuple):
        return _parts(value, test)
    if isinstance(value, frozenset):
        for part in value:
            value = value - {part} if test(value - {part}) else value
        return value
    return _fields(value, test) if is_dataclass(value) else value


def _entries(value: dict[Any, Any], test: Test) -> dict[Any, Any]:
    for key in list(value):
        without = {k: v for k, v in value.items() if k != key}
        if test(without):
            value = without
        else:
            value = {**value, key: _less(value[key], _held(test, partial(_with_key, value, key)))}
    return value


def _parts(value: tuple[Any, ...], test: Test) -> tuple[Any, ...]:
    for n in range(len(value) - 1, -1, -1):
        before, after = value[:n], value[n + 1 :]
        if test(before + after):
            value = before + after
        else:
            value = (*before, _less(value[n], _held(test, partial(_between, before, after))), *after)
    return value


def _fields(value: Any, test: Test) -> Any:
    for field in fields(value):
        now = getattr(value, field.name)
        plain = replace(value, **{field.name: field.default}) if field.default is not MISSING else value
        if now != field.default and field.default is not MISSING and test(plain):
            value = plain
        else:
            less = _less(now, _held(test, partial(_with_field, value, field.name)))
            value = replace(value, **{field.name: less})
    return value


def _held(test: Test, put: Callable[[Any], Any]) -> Test:
    """The test of a part, where the part is held in its whole."""
    return lambda part: test(put(part))


def _with_key(whole: dict[Any, Any], key: Any, part: Any) -> dict[Any, Any]:
    return {**whole, key: part}


def _between(before: tuple[Any, ...], after: tuple[Any, ...], part: Any) -> tuple[Any, ...]:
    return (*before, part, *after)


def _with_field(whole: Any, name: str, part: Any) -> Any:
    return replace(whole, **{name: part})
