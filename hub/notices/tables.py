"""Where people want to be told that there is something to read, and what waits to be sent there."""

from piccolo.columns import Bytea, Integer, Text, Timestamptz
from piccolo.table import Table


class ContactRow(Table, tablename="contact"):
    """Where somebody is told: one address of theirs, sealed under a key of its own, once they have confirmed it.

    `kind` is mail or sms. A new address is `wanted` until its code has been typed: until then the old one stands.
    `code` is a keyed hash; `tries` are how often one was typed, `codes` how many were asked for on `codes_day`.
    `failed`: the address takes nothing. `turn` is when a sender last had the person to itself.
    """

    who = Text(primary_key=True)
    kind = Text(default="")
    sealed = Bytea(null=True, default=None)
    confirmed = Timestamptz(null=True, default=None)
    failed = Timestamptz(null=True, default=None)
    wanted_kind = Text(default="")
    wanted = Bytea(null=True, default=None)
    code = Text(null=True, default=None)
    code_until = Timestamptz(null=True, default=None)
    tries = Integer(default=0)
    codes = Integer(default=0)
    codes_day = Text(default="")
    turn = Timestamptz(null=True, default=None)


class OutboxRow(Table, tablename="outbox"):
    """Something that somebody is to be told of: written with the act that it tells of, and sent from here.

    `about` is a code for whoever keeps the service, and is never sent. `room`, `consent` and `item` are what it is
    asked of again before it is sent, whether it still stands on that person's pages. `sealed` holds the words where
    they are their own (a code); every other message has the same ones. `taken` is until when a sender has it to
    itself.
    """

    id = Text(primary_key=True)
    who = Text(index=True)
    about = Text()
    room = Text(null=True, default=None)
    consent = Text(null=True, default=None)
    item = Text(null=True, default=None)
    sealed = Bytea(null=True, default=None)
    at = Timestamptz(default=None)
    due = Timestamptz(index=True, default=None)
    taken = Timestamptz(null=True, default=None)
    tries = Integer(default=0)
    sent = Timestamptz(null=True, default=None, index=True)
    given_up = Timestamptz(null=True, default=None)


class SilenceRow(Table, tablename="silence"):
    """Staff saw that it could hurt `whose` if `told` got a message of their answers; the reason is sealed.

    It stands until it is `lifted`.
    """

    id = Text(primary_key=True)
    room = Text(index=True)
    whose = Text()
    told = Text()
    reason_sealed = Bytea()
    by = Text()
    at = Timestamptz(default=None)
    lifted = Timestamptz(null=True, default=None)


TABLES: tuple[type[Table], ...] = (ContactRow, OutboxRow, SilenceRow)
