"""In what capacity somebody can act after a login, and how the session gets it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from consent.ledger.log import Ledger
from hub.login import session as sessions
from hub.login.session import Session
from hub.people.book import Held, assignments_of

FAMILY_CHOICE = "familj"
"""The choice to be here for oneself or one's child, without any assignment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Every capacity that a person has now: each assignment in force, and always the family's."""

    assignments: tuple[Held, ...] = ()

    @property
    def by_code(self) -> Mapping[str, Held | None]:
        """Each choice under the code that a form sends."""
        return {**{held.id: held for held in self.assignments}, FAMILY_CHOICE: None}

    @property
    def only(self) -> str | None:
        """The code of the only choice, where there is exactly one."""
        return FAMILY_CHOICE if not self.assignments else None


async def choices_of(who: str, *, at: datetime) -> Choices:
    """What this person can choose between now."""
    return Choices(assignments=await assignments_of(who, at=at))


async def act_as(
    session: Session, code: str, choices: Choices, *, at: datetime, ledger: Ledger
) -> str | None:
    """Choose; answers the new cookie, or None where the code is none of the choices."""
    if code not in choices.by_code:
        return None
    held = choices.by_code[code]
    return await sessions.choose(session, assignment=held.id if held else None, at=at, ledger=ledger)
