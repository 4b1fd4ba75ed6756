"""Who exists: people, units, assignments, and what the population register says; no text of a family."""

from piccolo.columns import Boolean, Bytea, Date, Text, Timestamptz
from piccolo.columns.indexes import IndexMethod
from piccolo.table import Table


class UnitRow(Table, tablename="unit"):
    """The part of an agency that has its own secrecy; `name` is what people call it."""

    id = Text(primary_key=True)
    name = Text()
    agency = Text()
    private = Boolean(default=False)
    absolute = Boolean(default=False)
    may_publish = Boolean(default=True)


class PersonRow(Table, tablename="person"):
    """One human being, staff or family or both, under one random id.

    `number_hash` is a keyed hash of the identity number, for looking up; `number_sealed` the number itself,
    sealed. `languages` and `allow_list` are codes and ids parted by spaces.
    """

    id = Text(primary_key=True)
    name = Text()
    born = Date(null=True, default=None)
    languages = Text(default="sv")
    coordination_level = Text(default="confirmed")
    protected = Boolean(default=False)
    allow_list = Text(default="")
    number_hash = Text(unique=True, null=True, default=None)
    number_sealed = Bytea(null=True, default=None)


class ChildRow(Table, tablename="child"):
    """What the register and staff have recorded about a child as of now; `view` is None, yes or no."""

    id = Text(primary_key=True)
    register_checked = Timestamptz(null=True, default=None)
    care_order = Boolean(default=False)
    view = Boolean(null=True, default=None)
    view_by = Text(null=True, default=None)


class GuardianRow(Table, tablename="guardian"):
    """That somebody is guardian or god man of a child for a time."""

    id = Text(primary_key=True)
    child = Text(index=True, index_method=IndexMethod.btree)
    who = Text(index=True, index_method=IndexMethod.btree)
    kind = Text()
    since = Timestamptz(default=None)
    until = Timestamptz(null=True, default=None)


class PreventionRow(Table, tablename="prevention"):
    """Staff recorded in a room that a guardian can't answer; why it can't wait is sealed under its key."""

    id = Text(primary_key=True)
    child = Text(index=True)
    room = Text()
    guardian = Text()
    reason = Text()
    urgent_sealed = Bytea(null=True, default=None)
    at = Timestamptz(default=None)
    by = Text()


class AssessmentRow(Table, tablename="assessment"):
    """Staff assessed a child's maturity; `matter` is empty for all categories, the words are sealed."""

    id = Text(primary_key=True)
    child = Text(index=True)
    matter = Text(default="")
    outcome = Text()
    words_sealed = Bytea(null=True, default=None)
    at = Timestamptz(default=None)
    by = Text()


class AssignmentRow(Table, tablename="assignment"):
    """One staff member in one unit in one role for a time."""

    id = Text(primary_key=True)
    who = Text(index=True)
    unit = Text()
    role = Text()
    since = Timestamptz(default=None)
    until = Timestamptz(null=True, default=None)


class ConflictRow(Table, tablename="conflict"):
    """A conflict of interest (jäv) between a staff member and a person."""

    id = Text(primary_key=True)
    who = Text(index=True)
    person = Text()


class PseudonymRow(Table, tablename="pseudonym"):
    """The random id by which a person is known in one room's events, so that rooms can't be linked."""

    id = Text(primary_key=True)
    room = Text()
    person = Text()
    pair = Text(unique=True)


TABLES: tuple[type[Table], ...] = (
    UnitRow,
    PersonRow,
    ChildRow,
    GuardianRow,
    PreventionRow,
    AssessmentRow,
    AssignmentRow,
    ConflictRow,
    PseudonymRow,
)
