"""The shared screen of a sitting: what all who are here may read, asked of each of them and written down as one.

A screen is a projection that decides nothing. Whether what it shows still stands is asked again while it is there
(`is_same`), and whenever anything is another, it is shown anew.
"""

from dataclasses import replace

from consent.errors import LedgerClosed
from consent.events import ScreenShown
from consent.ledger.entry import Entry
from consent.ledger.log import Ledger
from consent.words import MeetingState
from hub.deciding import NO_SESSION, again, at_moment, question_of
from hub.facts import FactBook, Seen, room_scope, session_over
from hub.hall import Hall
from hub.let_out import Decided
from hub.login.caller import Caller
from hub.meeting.here import here_in, own_place
from hub.openings import listed
from hub.people.pseudonyms import Pseudonyms
from hub.story.sealed import SealedTexts
from hub.together import Present, common
from hub.written import reader, showing
from policies.decide import decide
from policies.question import Asks

SHOWN_BEFORE = 200
"""How far back a screen looks for what has been shown in its sitting before."""


class Screens(Hall):
    """Decides what a screen shows, and writes it down under the versions of everybody it is shown to."""

    def __init__(self, ledger: Ledger, facts: FactBook, pseudonyms: Pseudonyms) -> None:
        super().__init__(ledger, facts, pseudonyms)
        self._sealed = SealedTexts()

    async def is_same(self, room: str, meeting: str, *, display: str, mark: str, by: Caller) -> bool | None:
        """Whether a screen would be shown as it was with this mark. Nothing is shown, so nothing is written down but a
        refusal: None where the room is not there for them. While the ledger can't be read it is a no."""
        try:
            decided = await again(lambda: self._checked(room, meeting, by))
        except LedgerClosed:
            return False
        return decided.mark(display) == mark if decided.answer.allowed else None

    async def _checked(self, room: str, meeting: str, by: Caller) -> Decided:
        """Decide; a refusal is written down."""
        decided = await self._decide(room, meeting, by)
        if not decided.answer.allowed and decided.answer is not NO_SESSION:
            await self._refuse_room(room, decided.answer, decided.seen, by)
        return decided

    async def _decide(self, room: str, meeting: str, by: Caller) -> Decided:
        # The room's version first, and then who is here: whoever comes or leaves moves it.
        first = await self._ledger.moment([room_scope(room)])
        here = await here_in(meeting)
        seen, each = await self._facts.see_with(room=room, by=by, others=[one.by for one in here])
        seen = Seen(seen.facts, {**seen.versions, **first.versions}, seen.at)
        if session_over(seen, by):
            return Decided(answer=NO_SESSION, seen=seen)
        answer = decide(
            at_moment(question_of(Asks.VIEWS, by, by.unit or "", room=room), seen, by), seen.facts
        )
        held = seen.facts.meetings.get(meeting)
        if not answer.allowed or held is None or held.state is not MeetingState.OPEN:
            return Decided(answer=answer, seen=seen)
        present = tuple(Present(here=one, facts=facts) for one, facts in zip(here, each, strict=True))
        # Whose screen it is has to be among those who are here: else it would be shown to somebody nobody asked about.
        texts = common(present, seen.at, meeting=meeting) if own_place(here, by) else ()
        return Decided(answer=answer, seen=seen, is_open=True, present=present, texts=texts)

    async def _shown(
        self, room: str, meeting: str, display: str, by: Caller
    ) -> tuple[Decided, tuple[Entry, ...]]:
        """Decide, and write down as one what each may read; the entry of each text, in their order."""
        decided = await self._checked(room, meeting, by)
        if not decided.answer.allowed or not decided.is_open:
            return decided, ()
        seen = decided.seen
        names = await self._pseudonyms.of(room, {by.who, *(one.by.who for one in decided.here)})
        version = seen.versions[room_scope(room)]
        sealed = [await self._sealed.of(one.item.id, room_version=version) for one in decided.texts]
        texts = tuple(one for one, found in zip(decided.texts, sealed, strict=True) if found is not None)
        there = tuple(found for found in sealed if found is not None)
        screen = ScreenShown(
            room=room,
            who=names[by.who],
            reader_unit=by.unit or "",
            meeting=meeting,
            display=display,
            present=tuple(reader(one, names) for one in decided.here),
            items=frozenset(one.item.id for one in texts),
        )
        question = at_moment(question_of(Asks.READS, by, by.unit or "", meeting=meeting), seen, by)
        shown = [
            showing(one, decided.present, question, display, found.version, names)
            for one, found in zip(texts, there, strict=True)
        ]
        entries = await self._append([screen, *shown], seen, by)
        return replace(decided, texts=texts, sealed=there), entries[1:]

    async def _fewer(self, decided: Decided, room: str, meeting: str) -> bool:
        """Whether something that has been on the screen of this sitting before is there no more."""
        found = await self._ledger.find(room=room, kinds={ScreenShown.__name__}, limit=SHOWN_BEFORE)
        of_this = (entry.body for entry in found if entry.body["meeting"] == meeting)
        before = {item for body in of_this for item in listed(body["items"])}
        return not before <= {one.item.id for one in decided.texts}
