"""Consents, acts and confirmations as rows. They are added, never changed or removed."""

from piccolo.columns import Boolean, Bytea, Integer, Text, Timestamptz
from piccolo.table import Table


class ConsentRow(Table, tablename="consent"):
    """What somebody was asked for. Sets are codes parted by spaces.

    `motive_sealed` is why they are asked, with who wrote it for which unit, sealed under the room's key.
    """

    id = Text(primary_key=True)
    room = Text(index=True)
    subject = Text(index=True)
    purpose = Text()
    meeting = Text(null=True, default=None)
    from_units = Text()
    to_units = Text()
    categories = Text()
    starts = Timestamptz(default=None)
    ends = Timestamptz(default=None)
    language = Text(default="sv")
    interpreter = Boolean(default=False)
    draft = Boolean(default=False)
    asked_by = Text()
    asked_at = Timestamptz(default=None)
    motive_sealed = Bytea(null=True, default=None)


class ActRow(Table, tablename="act"):
    """What one person did about one consent, with the effect that was fixed then.

    `said_sealed` is what the person said, and `shown_sealed` the text that the page showed them, each sealed under the
    room's key. `ends`, `by_child`, `out_units` and
    `out_categories` are the effect. `entry` is the index of the act's event in the ledger.
    """

    id = Text(primary_key=True)
    consent = Text(index=True)
    by = Text()
    capacity = Text()
    kind = Text()
    at = Timestamptz(default=None)
    how = Text()
    loa = Integer(null=True, default=None)
    recorded_by = Text(null=True, default=None)
    said_sealed = Bytea(null=True, default=None)
    shown_sealed = Bytea(null=True, default=None)
    language = Text(default="sv")
    interpreter = Boolean(default=False)
    units = Text(default="")
    categories = Text(default="")
    ends = Boolean(default=False)
    by_child = Boolean(default=False)
    out_units = Text(default="")
    out_categories = Text(default="")
    entry = Integer()


class ConfirmationRow(Table, tablename="confirmation"):
    """The person confirmed what staff had recorded as spoken."""

    act = Text(primary_key=True)
    at = Timestamptz(default=None)


class ExpiryRow(Table, tablename="expiry"):
    """The time of a consent that stood has run out. `entry` is the index of that event in the ledger."""

    consent = Text(primary_key=True)
    at = Timestamptz(default=None)
    entry = Integer()


TABLES: tuple[type[Table], ...] = (ConsentRow, ActRow, ConfirmationRow, ExpiryRow)
