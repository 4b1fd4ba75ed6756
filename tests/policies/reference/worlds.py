"""Small hostile worlds: two rooms, a few people, and everything that happens lies close to an edge in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TypeVar
from zoneinfo import ZoneInfo

T = TypeVar("T")
STOCKHOLM = ZoneInfo("Europe/Stockholm")
TICK = timedelta(microseconds=1)
DAY = timedelta(days=1)
UNITS = ("U.A", "U.B", "U.P")
CATEGORIES = ("maende", "franvaro", "brott")
STAFF = ("Asker", "Sam", "Siv")
FAMILY = ("Kid", "Sib", "Ann", "Bea", "Cai", "Dag")

MOMENTS = tuple(
    datetime.fromisoformat(when).replace(tzinfo=STOCKHOLM).astimezone(UTC)
    for when in (
        "2026-11-23T10:00",
        "2026-11-23T00:00",
        "2027-03-01T00:00",
        "2028-02-29T00:00",
        "2029-02-28T10:00",
        "2029-03-01T00:00",
        "2026-10-25T02:30",
        "2027-03-28T03:00",
        "2027-01-01T00:00",
    )
)


@dataclass
class Dice:
    """Chance with a seed, around one moment `now`; `wild` is how often something is out of the ordinary."""

    r: Random
    now: datetime
    wild: float

    def odd(self, times: float = 1.0) -> bool:
        """Whether this, now, is out of the ordinary."""
        return self.r.random() < self.wild * times

    def one(self, of: Sequence[T]) -> T:
        """One of them."""
        return of[int(self.r.random() * len(of))]

    def some(self, of: Sequence[T], most: int) -> frozenset[T]:
        """None to `most` of them."""
        return frozenset(self.one(of) for _ in range(int(self.r.random() * (most + 1))))

    def past(self) -> datetime:
        """A moment at or before now, often on an edge of a rule; out of the ordinary: after it."""
        if self.odd(0.3):
            return self.now + self.one((TICK, timedelta(hours=1), 3 * DAY))
        edge = self.one((0 * DAY, DAY, 3 * DAY, 10 * DAY, 14 * DAY, 15 * DAY, 30 * DAY, 170 * DAY))
        return self.now - edge + self.one((0 * TICK, 0 * TICK, -TICK)) - self.one((0 * DAY, DAY))

    def about_a_year(self, way: int) -> datetime:
        """The same day next year or last year, or just beside it."""
        there = self.now.astimezone(STOCKHOLM)
        leap = there.month == 2 and there.day == 29
        year = there.replace(year=there.year + way, day=28 if leap else there.day).astimezone(UTC)
        return year + self.one((0 * DAY, TICK, -TICK, DAY, -DAY))


def a_year_before(at: datetime) -> datetime:
    """The same day a year before in Stockholm; on 29 February the day before that."""
    there = at.astimezone(STOCKHOLM)
    day = 28 if (there.month, there.day) == (2, 29) else there.day
    return there.replace(year=there.year - 1, day=day).astimezone(UTC)


def born(d: Dice, age: int) -> date:
    """Born so as to be of that age: on the day, the day after (a year too old), or some time ago."""
    today = d.now.astimezone(STOCKHOLM).date()
    if d.odd(0.2) and today.month in (2, 3):
        leap = today.year - age - (today.year - age) % 4
        return date(leap, 2, 29)
    day = today - d.one((0 * DAY, -DAY, DAY, 100 * DAY))
    try:
        return day.replace(year=day.year - age)
    except ValueError:
        return date(day.year - age, 3, 1)
