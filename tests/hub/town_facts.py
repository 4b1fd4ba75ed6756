"""What the policies would know while the town's stories are told, and each step as the question it is."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from consent.record import Act, Consent
from consent.words import FAMILY, ActKind, Capacity, How, MeetingState, Outcome
from hub.demo.town import Room as Story
from hub.demo.town import steps as step
from hub.demo.town import town
from policies.effects import effect_of
from policies.facts import (
    Assessment,
    Assignment,
    Child,
    Facts,
    Guardianship,
    Item,
    Meeting,
    Person,
    Room,
    Staff,
    Unit,
)
from policies.question import Asks, Question

BEGIN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
KINDS = {step.Grant: ActKind.GRANT, step.Refuse: ActKind.REFUSE, step.Withdraw: ActKind.WITHDRAW}
TOWN = town()


def _day(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


UNITS = {
    key: Unit(id=key, agency=u.agency, private=u.private, absolute=u.absolute, may_publish=u.may_publish)
    for key, u in TOWN.units.items()
}
PEOPLE = {
    key: Person(
        id=key,
        name=p.name,
        born=p.born,
        languages=frozenset(p.languages),
        protected=p.protected,
        allow_list=frozenset(p.allow_list),
    )
    for key, p in TOWN.families.items()
}
STAFF = {
    key: Staff(
        id=key,
        assignments=tuple(Assignment(unit=a.unit, role=a.role, since=_day(a.since)) for a in w.assignments),
        conflicts=frozenset(w.conflicts),
    )
    for key, w in TOWN.staff.items()
}


class Telling:
    """One room's story, told step by step."""

    def __init__(self, key: str, story: Story) -> None:
        self.key, self.story, self.at = key, story, BEGIN
        self.participants: set[tuple[str, str]] = set()
        self.items: dict[str, Item] = {}
        self.consents: dict[str, Consent] = {}
        self.meetings: dict[str, Meeting] = {}
        self.assessed: tuple[Assessment, ...] = ()

    def facts(self) -> Facts:
        """What is known now."""
        name, record = self.story.child, TOWN.children[self.story.child]
        guardians = tuple(
            Guardianship(who=who, kind=Capacity(kind), since=_day(TOWN.families[name].born))
            for who, kind in record.guardians.items()
        )
        child = Child(
            id=name,
            guardians=guardians,
            register_checked=BEGIN,
            care_order=record.care_order,
            assessments=self.assessed,
        )
        held: dict[tuple[str, str], tuple[Consent, ...]] = {}
        for one in sorted(self.consents.values(), key=lambda consent: consent.id):
            held[self.key, one.subject] = (*held.get((self.key, one.subject), ()), one)
        people = frozenset(self.participants)
        room = Room(id=self.key, child=name, purpose=self.story.purpose, participants=people)
        return Facts(
            units=UNITS,
            people=PEOPLE,
            staff=STAFF,
            children={name: child},
            rooms={self.key: room},
            meetings=dict(self.meetings),
            items=dict(self.items),
            consents=held,
        )

    def tell(self) -> Iterator[tuple[step.Step, Question, Facts]]:
        """Each step that asks the policies something, its question, and what is known then."""
        for one in self.story.steps:
            self.at += timedelta(minutes=1)
            question = self._question(one)
            if question is not None:
                yield one, question, self.facts()
            self._keep(one, question)

    def _question(self, one: step.Step) -> Question | None:
        capacity = Capacity.GUARDIAN if one.as_ == Capacity.GOD_MAN else one.as_  # who asks, asks as one
        asked: dict[str, Any] = {"who": one.by, "capacity": capacity, "room": self.key, "at": self.at}
        if isinstance(one, step.Publish):
            return Question(asks=Asks.PUBLISHES, **asked, draft_item=self._item(one))
        if isinstance(one, step.Ask):
            return Question(asks=Asks.RECORDS_CONSENT, **asked, draft_consent=self._consent(one))
        if not isinstance(one, step.Answer):
            return None
        asked |= {"consent": one.consent, "draft_act": self._act(one)}
        if isinstance(one, step.Grant) and one.recorded_by is None:
            return Question(asks=Asks.GRANTS, **asked)
        asked |= {"who": one.recorded_by or one.by, "capacity": one.recorded_as or one.as_}
        return Question(asks=Asks.RECORDS_ACT, **asked)

    def _keep(self, one: step.Step, question: Question | None) -> None:
        if question is not None and question.draft_item is not None:
            self.items[question.draft_item.id] = question.draft_item
        elif question is not None and question.draft_consent is not None:
            self.consents[question.draft_consent.id] = question.draft_consent
        elif question is not None and question.draft_act is not None and question.consent is not None:
            self._add(self.consents[question.consent], question.draft_act)
        elif isinstance(one, step.OpenRoom):
            self.participants.add((one.by, one.as_))
        elif isinstance(one, step.Invite):
            self.participants.add((one.who, one.unit))
        elif isinstance(one, step.Assess):
            outcome, matter = Outcome(one.outcome), frozenset(one.matter)
            self.assessed += (Assessment(matter=matter, outcome=outcome, by=one.by, at=self.at),)
        elif isinstance(one, step.PlanMeeting | step.OpenMeeting | step.CloseMeeting):
            state = {
                step.PlanMeeting: MeetingState.PLANNED,
                step.OpenMeeting: MeetingState.OPEN,
                step.CloseMeeting: MeetingState.CLOSED,
            }[type(one)]
            self.meetings[one.meeting] = Meeting(id=one.meeting, room=self.key, state=state)

    def _add(self, consent: Consent, act: Act) -> None:
        whole = replace(act, effect=effect_of(act, consent, self.facts()))
        self.consents[consent.id] = replace(consent, acts=(*consent.acts, whole))

    def _item(self, one: step.Publish) -> Item:
        return Item(
            id=one.item,
            room=self.key,
            unit=one.as_ if one.by in TOWN.staff else FAMILY,
            by=one.by,
            categories=frozenset(one.categories),
            subjects=frozenset(one.subjects),
            released_to=frozenset(one.released_to),
            place_free=one.place_free,
        )

    def _consent(self, one: step.Ask) -> Consent:
        return Consent(
            id=one.consent,
            subject=one.subject,
            purpose=self.story.purpose,
            room=self.key,
            from_units=frozenset(one.from_units),
            to_units=frozenset(one.to_units),
            categories=frozenset(one.categories),
            starts=self.at,
            ends=self.at + timedelta(days=30 * one.months),
            meeting=one.meeting,
            interpreter=one.interpreter,
        )

    def _act(self, one: step.Answer) -> Act:
        part = one if isinstance(one, step.Withdraw) else None
        return Act(
            by=one.by,
            capacity=Capacity(one.as_),
            kind=KINDS[type(one)],
            at=self.at,
            how=How(one.how),
            loa=3 if one.how == How.EID else None,
            recorded_by=one.recorded_by,
            said=one.said,
            interpreter=self.consents[one.consent].interpreter,
            units=frozenset(part.units) if part else frozenset(),
            categories=frozenset(part.categories) if part else frozenset(),
        )
