"""Rooms, who takes part in them, and their sittings."""

from piccolo.columns import Boolean, Integer, Text, Timestamptz
from piccolo.table import Table


class RoomRow(Table, tablename="room"):
    """The shared meeting space around one child for one purpose; `purpose` and `forum` are codes, never a text.

    `forum` is the kind of meeting that it was opened from, empty where it was opened from none.
    """

    id = Text(primary_key=True)
    child = Text(index=True)
    purpose = Text()
    opened = Timestamptz(default=None)
    opened_by = Text()
    forum = Text(default="")


class ParticipantRow(Table, tablename="participant"):
    """A staff member takes part in a room under a unit, until taken out; `leads` the meetings or not."""

    id = Text(primary_key=True)
    room = Text(index=True)
    who = Text(index=True)
    unit = Text()
    leads = Boolean(default=False)
    since = Timestamptz(default=None)
    until = Timestamptz(null=True, default=None)


class ForbehallRow(Table, tablename="forbehall"):
    """A private recipient accepted the condition under that assignment."""

    id = Text(primary_key=True)
    room = Text(index=True)
    who = Text()
    unit = Text()
    at = Timestamptz(default=None)


class MeetingRow(Table, tablename="meeting"):
    """One sitting of a room; its state moves from planned to open to closed and never back.

    `opened` is when it began; `question` is the text of the room that it is to answer.
    """

    id = Text(primary_key=True)
    room = Text(index=True)
    at = Timestamptz(default=None)
    state = Text()
    opened = Timestamptz(null=True, default=None)
    question = Text(null=True, default=None)


class AgendaRow(Table, tablename="agenda_point"):
    """One point of a sitting's agenda: its `place`, its `topic` as a code, and the `unit` that leads it, if not the
    leader's."""

    id = Text(primary_key=True)
    meeting = Text(index=True)
    place = Integer()
    topic = Text()
    minutes = Integer()
    unit = Text(default="")


class PresenceRow(Table, tablename="presence"):
    """Somebody is here in a sitting, from when they were checked in until they leave.

    `who` is here themself, or answers for an interpreter or a guest (`kind`) with the assignment, unit and login that
    they were checked in with: those are what is asked about as long as they are here. The family has no unit.
    """

    id = Text(primary_key=True)
    meeting = Text(index=True)
    kind = Text()
    who = Text()
    unit = Text(null=True, default=None)
    assignment = Text(null=True, default=None)
    loa = Integer()
    login_at = Timestamptz(default=None)
    since = Timestamptz(default=None)
    until = Timestamptz(null=True, default=None)


class LoginsEndedRow(Table, tablename="logins_ended"):
    """Staff ended every login of somebody who asked for it: so that the person is told, when and by whom."""

    id = Text(primary_key=True)
    who = Text(index=True)
    by = Text()
    at = Timestamptz(default=None)


TABLES: tuple[type[Table], ...] = (
    *(RoomRow, ParticipantRow, ForbehallRow),
    *(MeetingRow, AgendaRow, PresenceRow, LoginsEndedRow),
)
