"""Swedish identity numbers: read from what people type, and made for people who do not exist.

A made-up number could be somebody's, so the only ones made here have the birth numbers 238 and 239, which
Skatteverket keeps free for test persons. At most two made-up people can therefore share a birth date.
"""

import re
from datetime import date

from personnummer.personnummer import valid  # type: ignore[import-untyped]

from consent.errors import Malformed

TEST_BIRTH_NUMBERS = (238, 239)
"""The even one is a girl's or a woman's, the odd one a boy's or a man's."""

_TYPED = re.compile(r"(?P<century>[0-9]{2})?(?P<date>[0-9]{6})(?P<sign>[-+]?)(?P<last>[0-9]{4})")


def test_number(born: date, birth_number: int) -> str:
    """The 12 digits of a test person's number; ValueError for any birth number but 238 and 239."""
    if birth_number not in TEST_BIRTH_NUMBERS:
        raise ValueError(f"{birth_number} is not a test birth number; those are 238 and 239")
    nine = f"{born:%y%m%d}{birth_number}"
    return f"{born.year // 100:02}{nine}{check_digit(nine)}"


test_number.__test__ = False  # type: ignore[attr-defined]  # pytest would take it for a test


def check_digit(nine: str) -> int:
    """The tenth digit: each digit doubled or not, in turn, and their digit sum filled up to a ten (Luhn)."""
    products = (int(digit) * (2 - place % 2) for place, digit in enumerate(nine))
    return -sum(product // 10 + product % 10 for product in products) % 10


def parse_number(typed: str, *, today: date) -> str:
    """The 12 digits of a personnummer or samordningsnummer as somebody typed it.

    Ten digits mean the youngest person who is born by `today`, with a plus sign one century older. Raises
    Malformed, which never repeats what was typed, for anything that is no such number or not yet born.
    """
    parts = _TYPED.fullmatch(re.sub(r"\s", "", typed)) if len(typed) <= 40 else None
    if parts is None:
        raise Malformed("not an identity number: ten or twelve digits are expected")
    digits = f"{parts['date']}{parts['last']}"
    number = (parts["century"] or _century(parts["date"], parts["sign"], today)) + digits
    if not valid(number) or birth_date(number) > today:
        raise Malformed("not an identity number: the date or the check digit is wrong")
    return number


def birth_date(number: str) -> date:
    """The birth date in 12 valid digits; a samordningsnummer's day is 60 more than the day."""
    day = int(number[6:8])
    return date(int(number[:4]), int(number[4:6]), day - 60 if day > 60 else day)


def _century(yymmdd: str, sign: str, today: date) -> str:
    day = int(yymmdd[4:])
    this_year = (int(yymmdd[2:4]), day - 60 if day > 60 else day) <= (today.month, today.day)
    year, two = today.year, int(yymmdd[:2])
    back = (year - two) % 100
    if back == 0 and not this_year:
        back = 100
    return f"{(year - back - (100 if sign == '+' else 0)) // 100:02}"
