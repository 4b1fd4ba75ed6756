"""The facts that a decision stands on, as frozen values. Whoever loads them names their version.

Ids are opaque strings. Times are aware datetimes in UTC; a start is inside, an end is outside.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from consent.record import Consent
from consent.words import Capacity, HidingGround, MeetingState, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """The part of an agency that has its own secrecy (OSL 8:2)."""

    id: str
    agency: str
    private: bool = False
    absolute: bool = False
    may_publish: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A family member. `name` is only for the order in which people are named; it may be the id.

    `coordination_level` is `confirmed`, `probable` or `uncertain`; with a personnummer it is `confirmed`.
    """

    id: str
    name: str
    born: date
    languages: frozenset[str] = frozenset({"sv"})
    coordination_level: str = "confirmed"
    protected: bool = False
    allow_list: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Guardianship:
    """That somebody is guardian or god man of a child for a time, as the population register says."""

    who: str
    kind: Capacity
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prevention:
    """Staff recorded that a guardian can't answer (FB 6:13 second paragraph).

    It holds for one room; `room` None means whichever room, which exists in scenario files only.
    """

    guardian: str
    reason: str
    urgent: str
    at: datetime
    by: str
    room: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Staff's assessment of a child's maturity in some categories; `matter` None means all."""

    matter: frozenset[str] | None
    outcome: Outcome
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """What the register and staff have recorded about one child.

    `register_checked` None means that the register was never checked. `view` is what staff recorded of the
    child's own view: False is a no, True a yes, None that nothing is recorded. `prevented` may hold several
    records of one guardian.
    """

    id: str
    guardians: tuple[Guardianship, ...] = ()
    register_checked: datetime | None = None
    care_order: bool = False
    prevented: tuple[Prevention, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    view: bool | None = None
    view_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """One staff member in one unit in one role for a time."""

    unit: str
    role: str
    since: datetime
    until: datetime | None = None
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """A staff member's assignments, and the people with whom a conflict of interest (jäv) is recorded."""

    id: str
    assignments: tuple[Assignment, ...] = ()
    conflicts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The shared meeting space around one child for one purpose.

    `participants` and `forbehall` (who accepted the condition of OSL 12:2, 10:14) are pairs (who, unit).
    """

    id: str
    child: str
    purpose: str
    participants: frozenset[tuple[str, str]] = frozenset()
    forbehall: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One sitting of a room."""

    id: str
    room: str
    state: MeetingState


@dataclass(frozen=True, slots=True, kw_only=True)
class Hiding:
    """An item is hidden from one person, or from `guardians`, on a recorded ground."""

    who: str
    ground: HidingGround
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What the gate knows of one published text: everything but the text.

    `released_to` None means every unit, which exists in scenario files only. `family_readers` are the family
    members to whom the author of a family's own item released it by name; of any other item those to whom the
    child did.
    """

    id: str
    room: str
    unit: str
    by: str
    categories: frozenset[str]
    subjects: frozenset[str]
    released_to: frozenset[str] | None
    place_free: bool = True
    family_readers: frozenset[str] = frozenset()
    deleted: bool = False
    register: str | None = None
    hidden_from: tuple[Hiding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything known when a question is asked. What is not here is unknown, and unknown means no.

    `consents` is keyed by (room, subject), each tuple in the order of the consents' ids, drafts included, so
    that a decision looks only at the consents that could matter.
    `staff` holds the asker and everybody who recorded an act or a prevention: who is not there is not staff.
    `approved_languages` are those whose translation a native reader has approved; None, in scenario files
    only, means every language.
    """

    units: Mapping[str, Unit] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    staff: Mapping[str, Staff] = field(default_factory=dict)
    children: Mapping[str, Child] = field(default_factory=dict)
    rooms: Mapping[str, Room] = field(default_factory=dict)
    meetings: Mapping[str, Meeting] = field(default_factory=dict)
    items: Mapping[str, Item] = field(default_factory=dict)
    consents: Mapping[tuple[str, str], tuple[Consent, ...]] = field(default_factory=dict)
    approved_languages: frozenset[str] | None = None
