"""Rooms, who takes part in them, and their sittings."""

from piccolo.columns import Boolean, Text, Timestamptz
from piccolo.table import Table


class RoomRow(Table, tablename="room"):
    """The shared meeting space around one child for one purpose; `purpose` is a code, never a text."""

    id = Text(primary_key=True)
    child = Text(index=True)
    purpose = Text()
    opened = Timestamptz(default=None)
    opened_by = Text()


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
    """One sitting of a room; its state moves from planned to open to closed and never back."""

    id = Text(primary_key=True)
    room = Text(index=True)
    at = Timestamptz(default=None)
    state = Text()


class LoginsEndedRow(Table, tablename="logins_ended"):
    """Staff ended every login of somebody who asked for it: so that the person is told, when and by whom."""

    id = Text(primary_key=True)
    who = Text(index=True)
    by = Text()
    at = Timestamptz(default=None)


TABLES: tuple[type[Table], ...] = (RoomRow, ParticipantRow, ForbehallRow, MeetingRow, LoginsEndedRow)
