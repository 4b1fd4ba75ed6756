"""What can be planted in the asking itself, so that it is seen that it does not say yes to everything."""

from collections.abc import Iterable
from types import CodeType

import pytest

from tests.mutants import applying
from tests.mutants.find import Mutant

BLUNT = "the tests pass whatever happens"
NEVER_IN = "a mutant never reaches the running code"
UNMADE = "a mutant can't be made"
FAULTS = (BLUNT, NEVER_IN, UNMADE)

_planted: set[str] = set()


def plant(fault: str | None) -> None:
    """For the rest of this process."""
    if fault is None:
        return
    _planted.add(fault)
    if fault == NEVER_IN:
        applying.patch = lambda *_: True
        applying.compiled = _unchanged
    if fault == UNMADE:
        applying.compiled = _broken


def blunt(items: Iterable[pytest.Item]) -> None:
    """If that is planted, no test asserts anything any more."""
    if BLUNT in _planted:
        for item in items:
            item.setup = item.runtest = lambda: None  # type: ignore[method-assign]


def _unchanged(mutant: Mutant) -> CodeType:
    path = applying.ROOT / mutant.file
    return compile(path.read_text("utf-8"), str(path), "exec", dont_inherit=True)


def _broken(mutant: Mutant) -> CodeType:
    return compile("(", mutant.file, "exec")
