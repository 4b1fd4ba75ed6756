"""Ages, months and what is in force."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")
DAY = timedelta(days=1)


def age(born: date, at: datetime) -> int:
    """'Age is counted in Europe/Stockholm; a person born on 29 February has the birthday on 1 March in other
    years.'"""
    today = at.astimezone(STOCKHOLM).date()
    years = today.year - born.year
    try:
        birthday = born.replace(year=today.year)
    except ValueError:
        birthday = date(today.year, 3, 1)
    return years if today >= birthday else years - 1


def in_12_months(at: datetime) -> datetime:
    """Twelve months later by the calendar of Stockholm, at the same time of day there."""
    local = at.astimezone(STOCKHOLM)
    last = monthrange(local.year + 1, local.month)[1]
    return local.replace(year=local.year + 1, day=min(local.day, last)).astimezone(at.tzinfo)


def in_force(since: datetime, until: datetime | None, at: datetime) -> bool:
    """'Starts are inside, ends are outside.'"""
    return since <= at and (until is None or at < until)
