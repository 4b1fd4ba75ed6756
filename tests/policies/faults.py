"""Faults that can be planted in the rules, one at a time: a comparison that can't find them proves nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

from policies import acts, coverage, effects, family, grantors, maturity, prevented, staff
from policies.saving import grants, preventions
from policies.times import a_year_after


def _a_day_more(start: datetime) -> datetime:
    return a_year_after(start) + timedelta(days=1)


def _anybodys(*about: Any) -> Any:
    return maturity.judged(*about[:4])


FAULTS: dict[str, tuple[object, str, Callable[..., Any]]] = {
    "a yes by word of mouth never lapses": (acts, "lapsed", lambda *_: False),
    "any language is understood": (acts, "_understood", lambda *_: True),
    "a capacity that was never held counts": (acts, "_held", lambda *_: True),
    "staff may record a yes for themselves": (acts, "_well_made", lambda *_: True),
    "an end is forgotten": (grantors, "_first_end", lambda *_: None),
    "what was taken out comes back": (coverage, "_taken_out", lambda *_: (frozenset(), frozenset())),
    "a window may be of any length": (coverage, "within_a_year", lambda *_: True),
    "the asker's own assessment counts": (grantors, "judged", _anybodys),
    "an assessment holds a day longer": (maturity, "a_year_after", _a_day_more),
    "a prevented guardian's no is overheard": (prevented, "_has_said_no", lambda *_: False),
    "a second prevention within a year counts": (prevented, "recorded_before", lambda *_: False),
    "a withdrawal after one's own has effect": (effects, "comes_after_own_withdrawal", lambda *_: False),
    "a guardian takes what the child decides alone": (effects, "_in_part", lambda *_, **__: effects._ENDS),
    "a conflict of interest does not matter": (staff, "is_too_close", lambda *_: False),
    "the register is never checked": (grantors, "register_is_fresh", lambda *_: True),
    "what a youth keeps is shown": (family, "_child_decides", lambda *_: False),
    "a second prevention may be saved at once": (preventions, "recorded_before", lambda *_, **__: False),
    "a grant in any language is saved": (grants, "not_informed", lambda *_, **__: None),
    "of several reasons the first is told": (coverage, "_newest_act", lambda *_: 0.0),
}


@contextmanager
def planted(fault: str | None) -> Iterator[None]:
    """The rules with that fault in them, for as long as the block runs."""
    if fault is None:
        yield
        return
    where, name, instead = FAULTS[fault]
    with patch.object(where, name, instead):
        yield
