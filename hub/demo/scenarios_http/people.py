"""Who can log in: everybody in the cases and everybody who asks, each with a test person's number."""

from collections.abc import Iterable
from datetime import date, timedelta

from hub.demo.identity import DemoPerson
from hub.people.numbers import TEST_BIRTH_NUMBERS, check_digit
from policies.facts import Facts, Person
from policies.question import Question
from policies.scenarios import Case

FIRST_DAY = date(1950, 1, 1)
"""Staff have no birth date in a file; theirs begin here."""

Key = tuple[str, date | None, str]
"""The name, the birth date if there is one, and the level of the number: what makes a person another."""


class Numbers:
    """One number for each different person of all cases, so that one provider serves them all."""

    def __init__(self, cases: Iterable[Case]) -> None:
        self.people: list[DemoPerson] = []
        self._places: dict[Key, int] = {}
        self._given: set[str] = set()
        for case in cases:
            for name in everybody(case.facts, case.question):
                self._add(_key(name, case.facts.people.get(name)))

    def place(self, name: str, facts: Facts) -> int:
        """The place of somebody's button at the identity provider."""
        return self._places[_key(name, facts.people.get(name))]

    def number(self, name: str, facts: Facts) -> str:
        """Their 12 digits."""
        return self.people[self.place(name, facts)].number

    def _add(self, key: Key) -> None:
        if key in self._places:
            return
        name, born, level = key
        number = self._free(born or FIRST_DAY, coordination=level != "confirmed")
        self._places[key] = len(self.people)
        self.people.append(
            DemoPerson(name=name, number=number, coordination_level=level, loa=4, levels=(4, 3, 2, 1))
        )

    def _free(self, day: date, *, coordination: bool) -> str:
        """A number that nobody has; at most two people can share a day, so it may be of a later one."""
        while True:
            for birth_number in TEST_BIRTH_NUMBERS:
                written = f"{day:%Y%m}{day.day + 60 * coordination:02}{birth_number}"
                number = f"{written}{check_digit(written[2:])}"
                if number not in self._given:
                    self._given.add(number)
                    return number
            day += timedelta(days=1)


def everybody(facts: Facts, question: Question) -> list[str]:
    """The names of all who can log in: the family, staff, and whoever asks though nobody knows them."""
    return sorted({*facts.people, *facts.staff, question.who})


def _key(name: str, person: Person | None) -> Key:
    if person is None:
        return name, None, "confirmed"
    return name, person.born, person.coordination_level
