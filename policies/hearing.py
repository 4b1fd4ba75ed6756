"""One consent weighed for one reading: what everybody has said, and how mature the child is."""

from datetime import datetime

import msgspec

from consent.record import Act, Consent
from consent.words import GRANT, Outcome
from policies.facts import Child, Facts, Person
from policies.times import birthday


class Hearing(msgspec.Struct):
    """One consent weighed for one reading: what everybody has said, and how mature the child is."""

    consent: Consent
    categories: frozenset[str]
    facts: Facts
    at: datetime
    asker: str
    person: Person
    child: Child
    said: dict[str, Act]
    outcomes: list[Outcome | None]
    row: int = 0
    """The age at which the subject's row in the table of ages begins: 0, 12 or 15."""

    def __post_init__(self) -> None:
        born = self.person.born
        self.row = 15 if self.at >= birthday(born, 15) else 12 if self.at >= birthday(born, 12) else 0

    def granted(self, who: str | None) -> bool:
        """Whether that person's word is yes; nobody's never is."""
        act = self.said.get(who) if who is not None else None
        return act is not None and act.kind is GRANT

    @property
    def child_said(self) -> Act | None:
        """The child's own standing act."""
        return self.said.get(self.consent.subject)

    @property
    def child_says_no(self) -> bool:
        """The child's own act decides; only where there is none, what staff recorded."""
        act = self.child_said
        return act.kind is not GRANT if act else self.child.view is False
