"""One consent weighed for one reading: what everybody has said, and how mature the child is."""

from dataclasses import dataclass
from datetime import datetime

from consent.record import Act, Consent
from consent.words import ActKind, Outcome
from policies.facts import Child, Facts, Person
from policies.times import birthday


@dataclass(slots=True)
class Hearing:
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

    def has_reached(self, years: int) -> bool:
        """Whether the subject is that old now."""
        return self.at >= birthday(self.person.born, years)

    def granted(self, who: str | None) -> bool:
        """Whether that person's word is yes; nobody's never is."""
        act = self.said.get(who) if who is not None else None
        return act is not None and act.kind is ActKind.GRANT

    @property
    def child_said(self) -> Act | None:
        """The child's own standing act."""
        return self.said.get(self.consent.subject)

    @property
    def child_says_no(self) -> bool:
        """The child's own act decides; only where there is none, what staff recorded."""
        act = self.child_said
        return act.kind is not ActKind.GRANT if act else self.child.view is False
