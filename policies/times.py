"""Time as the law counts it: instants in UTC, ages and months by the calendar in Europe/Stockholm."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")

ORAL_LASTS = timedelta(days=14)
PREVENTION_LASTS = timedelta(days=14)
REGISTER_LASTS = timedelta(hours=24)
OWN_LOGIN_LASTS = timedelta(minutes=5)

NEVER = datetime.max.replace(tzinfo=UTC)
"""The end of what has no end, such as a consent that somebody tries to save without one."""

_SURELY_WITHIN = timedelta(days=364)


def day_of(at: datetime) -> date:
    """The calendar day in Stockholm on which an instant lies."""
    return at.astimezone(STOCKHOLM).date()


@lru_cache(maxsize=65536)
def birthday(born: date, years: int) -> datetime:
    """The instant (UTC) at which somebody born that day becomes `years` old.

    Who was born on 29 February has the birthday on 1 March in other years.
    """
    year = born.year + years
    try:
        day = born.replace(year=year)
    except ValueError:
        if year > 9998:
            return NEVER
        day = date(year, 3, 1)
    return datetime.combine(day, time.min, STOCKHOLM).astimezone(UTC)


@lru_cache(maxsize=65536)
def a_year_after(start: datetime) -> datetime:
    """The instant 12 months after `start` by the calendar in Stockholm.

    Where the month lacks that day, its last day (lag 1930:173 om beräkning av lagstadgad tid).
    """
    try:
        local = start.astimezone(STOCKHOLM)
        day = 28 if (local.month, local.day) == (2, 29) else local.day
        return local.replace(year=local.year + 1, day=day).astimezone(UTC)
    except (ValueError, OverflowError):
        return NEVER


def within_a_year(start: datetime, end: datetime) -> bool:
    """Whether `end` is at most 12 months after `start`."""
    return end - start <= _SURELY_WITHIN or end <= a_year_after(start)


def in_force(since: datetime, until: datetime | None, at: datetime) -> bool:
    """Whether `at` lies between a start, which is inside, and an end, which is outside."""
    return since <= at and (until is None or at < until)
