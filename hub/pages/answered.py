"""The page that somebody answers, looked at again when the answer is taken: it may be another by then."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from consent.receipt_form import Shown
from hub.acting import consent_in
from hub.facts import Seen
from hub.house import House
from hub.login.caller import Caller
from hub.pages.cards import Card
from hub.pages.consented import whole_card
from hub.sharing import capacity_of
from hub.wording import speaking


@dataclass(slots=True)
class Page:
    """What a form says that its page showed, in which language; `text` is what came of it the last time."""

    house: House
    caller: Caller
    number: str
    language: str
    compare: Callable[[Card, Seen, Caller], Awaitable[Shown | None]]
    text: Shown | None = None

    async def __call__(self, seen: Seen) -> Shown | None:
        """The text, as these facts have it; nothing where it is another than the form says."""
        self.text = None
        consent = consent_in(seen.facts, self.number)
        part = capacity_of(consent, self.caller.who, seen.facts, seen.at) if consent is not None else None
        if consent is not None and part is not None:
            card = await whole_card(self.house, consent, part, seen, self.caller)
            with speaking(self.language):
                self.text = await self.compare(card, seen, self.caller)
        return self.text
