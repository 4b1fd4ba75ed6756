"""Items: what the gate may know of a text, and the sealed text apart from it."""

from piccolo.columns import BigInt, Boolean, Bytea, Integer, Text, Timestamptz
from piccolo.table import Table


class ItemRow(Table, tablename="item"):
    """Everything about one published text but the text. Sets are codes and ids parted by spaces.

    `part` is the part of somebody's own story that this is a copy of, `part_version` that part's version then.
    `view_on` is the text of the same room that this is the family's view on, `answers` the question why a unit read
    that this answers.
    """

    id = Text(primary_key=True)
    room = Text(index=True)
    unit = Text()
    by = Text()
    categories = Text()
    subjects = Text()
    released_to = Text(default="")
    place_free = Boolean(default=False)
    family_readers = Text(default="")
    deleted = Boolean(default=False)
    register = Text(null=True, default=None)
    version = Integer(default=1)
    published = Timestamptz(default=None)
    corrected = Timestamptz(null=True, default=None)
    part = Text(null=True, default=None, index=True)
    part_version = Integer(null=True, default=None)
    view_on = Text(null=True, default=None)
    answers = Text(null=True, default=None)


class HidingRow(Table, tablename="hiding"):
    """An item is hidden from one person or from `guardians`, on a recorded ground; the words are sealed."""

    id = Text(primary_key=True)
    item = Text(index=True)
    who = Text()
    ground = Text()
    words_sealed = Bytea(null=True, default=None)
    by = Text()
    at = Timestamptz(default=None)


class SealedTextRow(Table, tablename="sealed_text"):
    """The sealed bytes of an item's newest version; an older version remains as its commitment only."""

    item = Text(primary_key=True)
    version = Integer()
    sealed = Bytea()


class WhyRow(Table, tablename="why"):
    """Somebody in the family asked a unit why it had read a text: the opening at `reading` in the ledger.

    `due` is the last moment of the day until when an answer is owed, later once where the unit has `promised` it;
    `answer` is the text that the unit answered with, as long as it stands. `alone`: the child asked about a text of
    the family's own, and nobody but the child reads the answer in the family.
    """

    id = Text(primary_key=True)
    room = Text(index=True)
    item = Text()
    reading = BigInt(index=True)
    unit = Text()
    by = Text()
    alone = Boolean(default=False)
    asked = Timestamptz(default=None)
    due = Timestamptz(index=True, default=None)
    promised = Timestamptz(null=True, default=None)
    answer = Text(null=True, default=None)


TABLES: tuple[type[Table], ...] = (ItemRow, HidingRow, SealedTextRow, WhyRow)
