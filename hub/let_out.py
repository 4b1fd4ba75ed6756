"""What the gate lets out: a reading, or the screen of a sitting; and a mark, by which it is asked whether it stands."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from consent.ledger.entry import Entry
from hub.facts import Seen
from hub.meeting.here import Here
from hub.story.sealed import Sealed
from hub.story.words import Words
from hub.together import Common, Present
from policies.answer import Answer
from policies.facts import Item
from policies.told import Told


def mark_of(seen: Seen, answered: object) -> str:
    """What is another as soon as any version that an answer stands on has moved, or time alone has made another of it:
    64 hex digits. A session of its own ends by itself."""
    versions = sorted((s, v) for s, v in seen.versions.items() if not s.startswith("session:"))
    return sha256(repr([versions, answered]).encode()).hexdigest()


def mark_of_reading(answer: Answer, seen: Seen, item: Item) -> str:
    """The mark of one text that somebody reads."""
    return mark_of(seen, [item.id, answer.decision, answer.consents])


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What came of asking to read an item: `words` only where the answer is a yes and is written down."""

    answer: Answer
    told: Told
    at: datetime
    item: Item | None = None
    words: Words | None = None
    corrected: datetime | None = None
    entry: Entry | None = None
    mark: str = ""
    """Another as soon as it does not stand any more (`mark_of`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a screen may show: whether whose screen it is may show anything, to whom, and the texts for all of them."""

    answer: Answer
    seen: Seen
    is_open: bool = False
    present: tuple[Present, ...] = ()
    texts: tuple[Common, ...] = ()
    sealed: tuple[Sealed, ...] = ()

    @property
    def here(self) -> tuple[Here, ...]:
        """All who are here."""
        return tuple(one.here for one in self.present)

    def mark(self, display: str) -> str:
        """What is another as soon as any version is, or what time alone has made of it: 64 hex digits."""
        texts = sorted((one.item.id, one.decision, *sorted(one.consents)) for one in self.texts)
        return mark_of(self.seen, [display, [one.id for one in self.here], texts])


@dataclass(frozen=True, slots=True, kw_only=True)
class OnScreen:
    """One text on the screen of a sitting."""

    item: Item
    words: Words
    redacted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """What the screen of a sitting shows: texts only where each who is here may read them and that is written down.

    `fewer`: something that has been shown in this sitting is shown no more.
    """

    decided: Decided
    told: Told
    texts: tuple[OnScreen, ...] = ()
    fewer: bool = False
