"""Telling one room's story: each step of the data through the product's own verb, as the person who does it."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from consent.errors import SamrumError
from consent.record import Act, Consent
from consent.words import FAMILY, ActKind, Capacity, How, Outcome
from hub import asking, consents
from hub import desk as desks
from hub.demo.ids import TownIds
from hub.demo.sessions import Sessions
from hub.demo.town import Town
from hub.demo.town import steps as step
from hub.house import House
from hub.ids import new_id
from hub.login.caller import Caller
from hub.meeting import closing, sittings
from hub.meeting import verbs as meeting
from hub.people import verbs as people
from hub.story.publishing import Draft, publish
from hub.story.words import Words
from policies.facts import Item

MARKS = frozenset(
    {
        "ParticipantIn",
        "ConsentAsked",
        "ConsentGranted",
        "ConsentRefused",
        "ConsentWithdrawn",
        "ItemPublished",
        "AssessmentRecorded",
        "MeetingPlanned",
        "MeetingOpened",
        "MeetingClosed",
    }
)
"""Each step leaves exactly one of these in its room's chain, so the ledger says how far a story was told."""

KINDS = {step.Grant: ActKind.GRANT, step.Refuse: ActKind.REFUSE, step.Withdraw: ActKind.WITHDRAW}
MONTH = timedelta(days=30)


class StoryRefused(SamrumError):
    """The policies said no to a step of the town's stories: the data or a rule is wrong."""


class Telling:
    """One room's story."""

    def __init__(self, house: House, town: Town, ids: TownIds, key: str, sessions: Sessions) -> None:
        self._house, self._town, self._ids, self._sessions = house, town, ids, sessions
        self.key, self.story = key, town.rooms[key]
        self.room = ids.of("room", key)
        self._asked = {one.consent: one for one in self.story.steps if isinstance(one, step.Ask)}

    async def left(self) -> tuple[step.Step, ...]:
        """The steps that the ledger does not know yet."""
        steps = self.story.steps
        told = await self._house.ledger.find(room=self.room, kinds=MARKS, limit=len(steps))
        return steps[len(told) :]

    async def tell(self, one: step.Step) -> None:
        """Do one step; raises StoryRefused."""
        outcome = await VERBS[type(one)](self, one, await self._caller(one))
        if not outcome.answer.allowed:
            reason = f"{outcome.answer.reason} {outcome.answer.where or ''}".strip()
            raise StoryRefused(f"room {self.key}, {type(one).__name__} by {one.by}: {reason}")

    async def _caller(self, one: step.Step) -> Caller:
        """Who does it at the keyboard: staff where they record what somebody said, otherwise the person."""
        if isinstance(one, step.Answer) and one.recorded_by is not None:
            return await self._sessions.caller(self._ids.person(one.recorded_by), one.recorded_as)
        unit = one.as_ if one.by in self._town.staff else None
        return await self._sessions.caller(self._ids.person(one.by), unit)

    async def _open_room(self, one: step.OpenRoom, by: Caller) -> desks.Outcome:
        child = self._ids.person(self.story.child)
        return await meeting.open_room(
            self._house,
            room=self.room,
            child=child,
            purpose=self.story.purpose,
            by=by,
            forum=one.forum,
        )

    async def _invite(self, one: step.Invite, by: Caller) -> desks.Outcome:
        who = self._ids.person(one.who)
        return await meeting.invite(self._house, room=self.room, who=who, unit=one.unit, by=by)

    async def _ask(self, one: step.Ask, by: Caller) -> desks.Outcome:
        now = await self._house.clock()
        consent = Consent(
            id=self._ids.of("consent", one.consent),
            subject=self._ids.person(one.subject),
            purpose=self.story.purpose,
            room=self.room,
            from_units=frozenset(one.from_units),
            to_units=frozenset(one.to_units),
            categories=frozenset(one.categories),
            starts=now,
            ends=now + one.months * MONTH,
            meeting=self._ids.of("meeting", one.meeting) if one.meeting else None,
            interpreter=one.interpreter,
        )
        return await asking.ask_for(self._house, consent=consent, why=one.why, by=by)

    async def _answer(self, one: step.Answer, by: Caller) -> desks.Outcome:
        part = one if isinstance(one, step.Withdraw) else None
        recorded = one.recorded_by is not None

        def made(at: datetime) -> Act:
            return Act(
                by=self._ids.person(one.by),
                capacity=Capacity(one.as_),
                kind=KINDS[type(one)],
                at=at,
                how=How(one.how),
                loa=None if recorded else by.loa,
                recorded_by=by.who if recorded else None,
                said=one.said,
                interpreter=self._asked[one.consent].interpreter,
                units=frozenset(part.units) if part else frozenset(),
                categories=frozenset(part.categories) if part else frozenset(),
            )

        number = self._ids.of("consent", one.consent)
        return await consents.act(
            self._house, room=self.room, consent=number, made=made, by=by, said=one.said or ""
        )

    async def _publish(self, one: step.Publish, by: Caller) -> desks.Outcome:
        item = Item(
            id=self._ids.of("item", one.item),
            room=self.room,
            unit=by.unit or FAMILY,
            by=by.who,
            categories=frozenset(one.categories),
            subjects=frozenset(self._ids.person(subject) for subject in one.subjects),
            released_to=frozenset(one.released_to),
            place_free=one.place_free,
        )
        draft = Draft(item=item, words=Words(title=one.title, text=one.text, place=one.place))
        capacity = Capacity.GUARDIAN if one.as_ == Capacity.GOD_MAN else one.as_
        return await publish(self._house, draft=draft, capacity=capacity, by=by)

    async def _assess(self, one: step.Assess, by: Caller) -> desks.Outcome:
        return await people.assess(
            self._house,
            number=new_id(),
            room=self.room,
            matter=frozenset(one.matter),
            outcome=Outcome(one.outcome),
            words=one.words,
            by=by,
        )

    async def _plan_meeting(self, one: step.PlanMeeting, by: Caller) -> desks.Outcome:
        starts = await self._house.clock() + timedelta(days=one.in_days)
        number = self._ids.of("meeting", one.meeting)
        return await sittings.plan_meeting(self._house, room=self.room, meeting=number, starts=starts, by=by)

    async def _open_meeting(self, one: step.OpenMeeting, by: Caller) -> desks.Outcome:
        number = self._ids.of("meeting", one.meeting)
        return await sittings.open_meeting(self._house, room=self.room, meeting=number, by=by)

    async def _close_meeting(self, one: step.CloseMeeting, by: Caller) -> desks.Outcome:
        number = self._ids.of("meeting", one.meeting)
        return await closing.close_meeting(
            self._house, room=self.room, meeting=number, by=by, ending=one.ending
        )


VERBS: dict[type[step.Step], Callable[[Telling, Any, Caller], Awaitable[desks.Outcome]]] = {
    step.OpenRoom: Telling._open_room,
    step.Invite: Telling._invite,
    step.Ask: Telling._ask,
    step.Grant: Telling._answer,
    step.Refuse: Telling._answer,
    step.Withdraw: Telling._answer,
    step.Publish: Telling._publish,
    step.Assess: Telling._assess,
    step.PlanMeeting: Telling._plan_meeting,
    step.OpenMeeting: Telling._open_meeting,
    step.CloseMeeting: Telling._close_meeting,
}
