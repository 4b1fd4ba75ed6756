"""A consent and the acts about it, as facts that never change: what happened is added."""

from dataclasses import dataclass
from datetime import datetime

from consent.words import ActKind, Capacity, How


@dataclass(frozen=True, slots=True)
class Effect:
    """What an act ended or narrowed, fixed when the act was made and never computed away.

    `ends`: the consent is over for good; `by_child`: it was the child (as `self`, then a minor) who ended it.
    `units` are taken out of both lists, `categories` out of the categories, for good.
    """

    ends: bool = False
    by_child: bool = False
    units: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()


NO_EFFECT = Effect()


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What one person did about one consent: grant, refuse or withdraw.

    `at` is the moment it was recorded, in UTC; `loa` the level of assurance of the login (1 to 4), absent for
    oral and paper; `confirmed` when the person confirmed what staff had recorded as spoken;
    `again` to whom else of the staff they have said the same since, and when.
    `units` and `categories` are empty but on a partial withdrawal.
    """

    by: str
    capacity: Capacity
    kind: ActKind
    at: datetime
    how: How = How.EID
    loa: int | None = 3
    confirmed: datetime | None = None
    again: tuple[tuple[str, datetime], ...] = ()
    recorded_by: str | None = None
    said: str | None = None
    language: str = "sv"
    interpreter: bool = False
    units: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    effect: Effect = NO_EFFECT
    id: str = ""

    @property
    def partial(self) -> bool:
        """Whether this withdraws named units or categories only."""
        return bool(self.units or self.categories)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One subject, one purpose, one room, named units and categories, and a window of at most 12 months.

    It lifts secrecy (OSL 10:1, 12:2) and is never the basis of processing under the GDPR.
    `starts` is inside the window, `ends` outside it, both UTC. `acts` are in the order of their time.
    """

    id: str
    subject: str
    purpose: str
    room: str
    from_units: frozenset[str]
    to_units: frozenset[str]
    categories: frozenset[str]
    starts: datetime
    ends: datetime
    draft: bool = False
    meeting: str | None = None
    language: str = "sv"
    interpreter: bool = False
    acts: tuple[Act, ...] = ()
