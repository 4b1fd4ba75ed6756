"""Identity numbers: what people type is read, and nobody real is made up."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from personnummer.personnummer import valid  # type: ignore[import-untyped]

from consent.errors import Malformed
from hub.people import numbers

TODAY = date(2026, 11, 23)
DATES = st.dates(date(1900, 1, 1), TODAY)


@given(DATES, st.sampled_from([238, 239]))
def test_a_made_number_has_its_date_its_birth_number_and_a_right_check_digit(born: date, birth: int) -> None:
    number = numbers.test_number(born, birth)
    assert len(number) == 12
    assert valid(number)
    assert numbers.birth_date(number) == born
    assert number[8:11] == str(birth)
    assert numbers.parse_number(number, today=TODAY) == number


@pytest.mark.parametrize("birth", [0, 237, 240, 980, 999, -238])
def test_no_other_birth_number_is_made(birth: int) -> None:
    with pytest.raises(ValueError, match="238"):
        numbers.test_number(date(2015, 1, 1), birth)


@given(DATES, st.integers(0, 9))
def test_only_one_check_digit_is_right(born: date, digit: int) -> None:
    number = numbers.test_number(born, 238)
    typed = number[:11] + str(digit)
    if typed == number:
        assert numbers.parse_number(typed, today=TODAY) == number
    else:
        with pytest.raises(Malformed):
            numbers.parse_number(typed, today=TODAY)


@given(st.dates(TODAY - timedelta(days=36_520), TODAY), st.sampled_from(["", "-"]))
def test_ten_digits_are_the_youngest(born: date, sign: str) -> None:
    number = numbers.test_number(born, 239)
    assert numbers.parse_number(f"{number[2:8]}{sign}{number[8:]}", today=TODAY) == number


@pytest.mark.parametrize(
    ("typed", "born"),
    [
        ("{c}{d}-{l}", date(2015, 10, 6)),
        (" {c} {d} {l} ", date(2015, 10, 6)),
        ("{d}+{l}", date(1915, 10, 6)),
        ("{d}+{l}", date(1926, 11, 23)),
        ("{d}-{l}", date(1926, 11, 24)),
        ("{d}-{l}", date(2026, 11, 23)),
    ],
)
def test_the_ways_people_type(typed: str, born: date) -> None:
    number = numbers.test_number(born, 238)
    text = typed.format(c=number[:2], d=number[2:8], l=number[8:])
    assert numbers.parse_number(text, today=TODAY) == number


def test_a_samordningsnummer_has_its_day_and_sixty() -> None:
    nine = "150166238"
    number = f"20{nine}{numbers.check_digit(nine)}"
    assert numbers.parse_number(number, today=TODAY) == number
    assert numbers.birth_date(number) == date(2015, 1, 6)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "12",
        "20151306238x",
        "201513062380",
        "201502302385",
        "1" * 10_000,
        "٢٠١٥١٠٠٦٢٣٨٠",
        "2015\x0010062380",
    ],
)
def test_what_is_no_number(typed: str) -> None:
    with pytest.raises(Malformed) as refused:
        numbers.parse_number(typed, today=TODAY)
    assert not typed or typed not in str(refused.value)


def test_nobody_is_born_tomorrow() -> None:
    with pytest.raises(Malformed):
        numbers.parse_number(numbers.test_number(TODAY + timedelta(days=1), 238), today=TODAY)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_number_or_malformed(typed: str) -> None:
    with suppress(Malformed):
        assert len(numbers.parse_number(typed, today=TODAY)) == 12
