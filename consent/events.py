"""Everything that can happen, as dataclasses whose docstrings are the documentation of the ledger.

An event is ids, codes and commitments, never a name, a number or a text.
`room` is the room whose chain it stands in; the ids of people in a room's events are random per room.
"""

from dataclasses import dataclass, fields

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened; `room` is None where it belongs to no room."""

    room: str | None = None

    @property
    def kind(self) -> str:
        """The name under which it stands in the ledger."""
        return type(self).__name__

    def body(self) -> dict[str, Json]:
        """The fields without the room, ready for canonical JSON; sets and tuples as sorted lists."""
        return {f.name: _plain(getattr(self, f.name)) for f in fields(self) if f.name != "room"}


def _plain(value: object) -> Json:
    if isinstance(value, frozenset | set):
        return [*sorted(str(v) for v in value)]
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    if value is None or isinstance(value, bool | int):
        return value
    return str(value)


Ids = frozenset[str]
NONE: Ids = frozenset()


# --- rooms and meetings


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomOpened(Event):
    """A room was opened around a child for a purpose."""

    by: str
    child: str
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantIn(Event):
    """A staff member under an assignment in a unit became a participant of the room."""

    by: str
    who: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantOut(Event):
    """A participant left the room or was taken out of it."""

    by: str
    who: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForbehallAccepted(Event):
    """A private recipient accepted the condition (förbehåll, OSL 12:2, 10:14) under that assignment."""

    who: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPlanned(Event):
    """A sitting of the room was planned."""

    by: str
    meeting: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaSet(Event):
    """The agenda of a sitting was set: of each point the code of its topic, its minutes, and the unit that leads it."""

    by: str
    meeting: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSet(Event):
    """A text of the room became the question that a sitting is to answer, in the place of any other."""

    by: str
    meeting: str
    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingOpened(Event):
    """A sitting of the room began."""

    by: str
    meeting: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingClosed(Event):
    """A sitting of the room ended, for good; `ending` is the code of why no other one is planned, if none is."""

    by: str
    meeting: str
    ending: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedIn(Event):
    """Somebody is here in a sitting that is open, for `unit`: `came_as` is `staff` or `family` for `by` themself,
    `interpreter` for one whom `by` has with them, and `guest` for anybody else."""

    by: str
    meeting: str
    presence: str
    came_as: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedOut(Event):
    """Whoever was here as `presence` has left the sitting, as `by` says."""

    by: str
    meeting: str
    presence: str


# --- consents


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentAsked(Event):
    """Somebody was asked for a consent: what it would say, in codes. `motive` commits to the asker's own words about
    why it is needed."""

    by: str
    consent: str
    subject: str
    purpose: str
    meeting: str | None
    from_units: Ids
    to_units: Ids
    categories: Ids
    starts: str
    ends: str
    motive: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentGranted(Event):
    """A person said yes. `commitment` commits to the words recorded, where staff recorded it; `shown` to the text, in
    its form and language, that a page of ours showed to whoever answered it themself."""

    by: str
    capacity: str
    consent: str
    act: str
    how: str
    recorded_by: str | None = None
    commitment: str | None = None
    shown: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRefused(Event):
    """A person said no before any yes of theirs."""

    by: str
    capacity: str
    consent: str
    act: str
    how: str
    recorded_by: str | None = None
    commitment: str | None = None
    shown: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWithdrawn(Event):
    """A person took a yes back, whole or (`units`, `categories`) in part."""

    by: str
    capacity: str
    consent: str
    act: str
    how: str
    units: Ids = NONE
    categories: Ids = NONE
    recorded_by: str | None = None
    commitment: str | None = None
    shown: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentEnded(Event):
    """The effect of an act: the consent is over for good. No opening under it may come after this."""

    consent: str
    act: str
    by_child: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentExpired(Event):
    """The time of a consent that stood ran out: it opens nothing from its end on, which is written down here."""

    consent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentNarrowed(Event):
    """The effect of an act: these units (from both lists) and categories are out of the consent for good."""

    consent: str
    act: str
    units: Ids
    categories: Ids


@dataclass(frozen=True, slots=True, kw_only=True)
class ActConfirmed(Event):
    """The person confirmed, on a page, what staff had recorded as spoken."""

    by: str
    consent: str
    act: str


# --- items


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPublished(Event):
    """A text was published to the room. `commitment` is the salted SHA-256 of version 1, in hex."""

    by: str
    item: str
    unit: str
    categories: Ids
    subjects: Ids
    released_to: Ids
    place_free: bool
    commitment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCorrected(Event):
    """A new version replaced the text; the old one remains as its commitment only.

    `place_free` says whether the author attested of the new words, as before of the old, that they tell no place.
    """

    by: str
    item: str
    version: int
    place_free: bool
    commitment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemReleased(Event):
    """The publisher released the item to more units, or the author to family members by name."""

    by: str
    item: str
    units: Ids = NONE
    readers: Ids = NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemTakenBack(Event):
    """The item is no longer released to these units or members of the family; what they have read they have read."""

    by: str
    item: str
    units: Ids = NONE
    readers: Ids = NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemHidden(Event):
    """The item was hidden from somebody on a recorded ground."""

    by: str
    item: str
    who: str
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDeleted(Event):
    """The item was deleted: its text is gone, its commitment stays."""

    by: str
    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemOpened(Event):
    """The gate let somebody read a text. Written before the text left.

    `reader_unit` and `item_unit` are units (the family reads as `FAMILY`), `consents` one id per subject.
    """

    who: str
    reader_unit: str
    item: str
    version: int
    item_unit: str
    categories: Ids
    purpose: str
    meeting: str | None
    decision: str
    reason: str
    consents: Ids


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemShown(Event):
    """The gate let a text be shown on the screen of a sitting, to everybody who is here. Written before the text left.

    `who` and `reader_unit` are whose screen it is, the rest as in `ItemOpened`. `shown_to` are all who are here, each
    as pseudonym, unit, what they came as (`CheckedIn`) and the consents that let them read, parted by spaces.
    """

    who: str
    reader_unit: str
    item: str
    version: int
    item_unit: str
    categories: Ids
    purpose: str
    meeting: str | None
    decision: str
    reason: str
    consents: Ids
    display: str
    shown_to: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenShown(Event):
    """What the screen `display` of a sitting shows was decided for everybody who is here: `present` as the `shown_to`
    of `ItemShown`, without consents; `items` are those that each of them may read, which may be none."""

    who: str
    reader_unit: str
    meeting: str
    display: str
    present: tuple[str, ...]
    items: Ids


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRefused(Event):
    """The gate refused a reading. `item` is what was asked for where it exists, otherwise None."""

    who: str
    reader_unit: str
    item: str | None
    meeting: str | None
    reason: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyAsked(Event):
    """Somebody in the family asked the unit behind the opening at `reading` why it read; to answer until `due`.

    `alone`: the child asked about a text of the family's own, and no guardian reads the answer.
    """

    by: str
    item: str
    reading: int
    unit: str
    why: str
    due: str
    alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyPromised(Event):
    """The unit said until when it will answer instead."""

    by: str
    why: str
    due: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyAnswered(Event):
    """The unit answered with a text, which is an item like any other."""

    by: str
    why: str
    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomViewed(Event):
    """Somebody saw the room, the items that they could open then, and of those that they had opened before
    the ones that were closed to them."""

    who: str
    reader_unit: str
    items: Ids
    closed: Ids


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomRefused(Event):
    """The gate refused somebody the sight of the room."""

    who: str
    reader_unit: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SavingRefused(Event):
    """A rule of saving refused to record something: `asked` is the verb, `reason` why."""

    who: str
    asked: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoodAlready(Event):
    """Somebody handed in what stood already: `asked` is the verb. It was decided, and nothing was added."""

    who: str
    asked: str


# --- facts about people


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentRecorded(Event):
    """A child's maturity was assessed in some categories (`all` when empty). `commitment`: the words."""

    by: str
    child: str
    matter: Ids
    outcome: str
    commitment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildViewRecorded(Event):
    """Staff recorded the child's own view."""

    by: str
    child: str
    yes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianPrevented(Event):
    """Staff recorded that a guardian can't answer; the words why it can't wait are committed to."""

    by: str
    child: str
    guardian: str
    reason: str
    commitment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyChanged(Event):
    """The population register changed or was checked again. `change` is a code."""

    child: str
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectionChanged(Event):
    """A person's protection or allow-list changed."""

    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChanged(Event):
    """A person was registered, or something that decisions stand on changed."""

    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentChanged(Event):
    """A staff member's assignment was given or ended, or a conflict of interest recorded."""

    who: str
    unit: str
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitChanged(Event):
    """A unit was registered or changed."""

    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionStarted(Event):
    """Somebody logged in and chose in what capacity to act."""

    who: str
    loa: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEnded(Event):
    """Somebody logged out or a session was cut."""

    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginsEnded(Event):
    """Staff ended every login of a family member who had asked for it, as after a lost telephone.

    Each session that it ended is an entry of its own. Ids are those of sessions, not of a room.
    """

    by: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactChanged(Event):
    """Somebody said where they want to be told that there is something to read, or nowhere any more.

    `contact` is mail, sms or nothing; `change` is wanted, confirmed, forgotten, or stood where it was so before.
    Ids are those of sessions.
    """

    who: str
    contact: str
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticesSilenced(Event):
    """Staff saw that somebody could be hurt if another got a message of their answers: it gets none.

    `commitment` commits to the reason.
    """

    by: str
    whose: str
    told: str
    silence: str
    commitment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticesResumed(Event):
    """A silence was lifted."""

    by: str
    silence: str


# --- keys


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyDestructionIntended(Event):
    """A data key is about to be destroyed; the texts under it will be unreadable."""

    by: str
    scope: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyDestroyed(Event):
    """A data key was destroyed. Destroying again is harmless."""

    by: str
    scope: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeysRotated(Event):
    """The key-encryption key was changed: every data key was wrapped again, no text touched."""

    by: str
    kek: str


# --- audit


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRead(Event):
    """An auditor looked at entries `first` to `last` (both inside), or took an export or a checkpoint."""

    who: str
    what: str
    first: int
    last: int
