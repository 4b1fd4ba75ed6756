"""The made-up people's own sessions while their stories are told: real ones, which end with the story."""

from hub.house import House
from hub.login import session as sessions
from hub.login.caller import Caller
from hub.login.choosing import FAMILY_CHOICE, act_as, choices_of
from hub.login.session import Session

LOA = 3


class Sessions:
    """One session for each person and capacity, begun when it is first needed."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._begun: dict[tuple[str, str | None], tuple[Session, Caller]] = {}

    async def caller(self, who: str, unit: str | None) -> Caller:
        """Who acts: `who` under their assignment in `unit`, or (None) as family."""
        if (who, unit) not in self._begun:
            self._begun[who, unit] = await self._begin(who, unit)
        return self._begun[who, unit][1]

    async def end(self) -> None:
        """Log everybody out."""
        for session, _ in self._begun.values():
            await sessions.end(session, ledger=self._house.ledger)
        self._begun.clear()

    async def _begin(self, who: str, unit: str | None) -> tuple[Session, Caller]:
        at = await self._house.clock()
        choices = await choices_of(who, at=at)
        code = next((held.id for held in choices.assignments if held.unit == unit), FAMILY_CHOICE)
        first = await sessions.find(await sessions.begin(who=who, loa=LOA, login_at=at, at=at))
        assert first is not None
        cookie = await act_as(first, code, choices, at=at, ledger=self._house.ledger)
        chosen = await sessions.find(cookie or "")
        assert chosen is not None
        held = choices.by_code[code]
        caller = Caller(session=chosen.scope, who=who, loa=LOA, login_at=at)
        if held is None:
            return chosen, caller
        return chosen, Caller(
            session=chosen.scope,
            who=who,
            loa=LOA,
            login_at=at,
            assignment=held.id,
            unit=held.unit,
            role=held.role,
        )
