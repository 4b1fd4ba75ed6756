"""Reading what a form sent: each field by its kind, and every fault with its place and a sentence.

Nothing is guessed: a field that came twice, a value that was not offered, a day that does not exist are faults.
"""

import re
from collections.abc import Collection
from datetime import UTC, date, datetime
from typing import Any

from litestar import Request

from hub.ids import is_id
from hub.problems import BadInput
from hub.wording import gettext as _
from hub.wording import mending
from hub.wording.faults import Wrong
from policies.times import STOCKHOLM, day_of

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffd]")
"""What no keyboard writes: controls, half characters, and the mark that stands for bytes that were no UTF-8."""

FIELDS_AT_MOST = 600
MOST_WHEN = 100
"""Characters of a day or a time, well over any: what is longer is told as no such day."""


def _whole(sent: str) -> str:
    """What was sent, with the mark of what is no text for each half of a character: no page and no digest takes one."""
    return sent.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class Form:
    """One form as it was sent. Reading gathers faults; `done` raises them all at once."""

    def __init__(self, fields: dict[str, list[str]]) -> None:
        self.fields = fields
        self.faults: list[Wrong] = []

    @classmethod
    async def of(cls, request: Request[Any, Any, Any]) -> "Form":
        """The form that the request carries. Files are not taken here."""
        sent = await request.form()
        fields: dict[str, list[str]] = {}
        for name, value in sent.multi_items():
            if not isinstance(value, str):
                raise BadInput(Wrong("", _("Här går det inte att skicka filer.")))
            fields.setdefault(_whole(str(name)), []).append(_whole(value))
        if sum(len(v) for v in fields.values()) > FIELDS_AT_MOST:
            raise BadInput(Wrong("", _("Det är för många val på en gång.")))
        return cls(fields)

    def fault(self, where: str, what: str) -> None:
        """Note what is wrong with a field."""
        self.faults.append(Wrong(where, what))

    def text(self, name: str, *, most: int, required: bool = True) -> str:
        """A text of at most `most` characters; surrounding white space does not count."""
        values = self.fields.get(name, [""])
        value = values[0].replace("\r\n", "\n").strip()
        if len(values) > 1:
            self.fault(name, _("Fältet kom två gånger."))
        elif CONTROLS.search(value):
            self.fault(name, mending.unseen())
        elif len(value) > most:
            self.fault(name, _("Texten är för lång. Den får ha högst %(most)d tecken.") % {"most": most})
        elif required and not value:
            self.fault(name, _("Det saknas. Fyll i det."))
        else:
            return value
        return ""

    def choice(self, name: str, offered: Collection[str], *, required: bool = True) -> str:
        """One of the values that were offered, or empty where none was chosen and none has to be."""
        values = [v for v in self.fields.get(name, []) if v]
        if not values and not required:
            return ""
        if len(values) == 1 and values[0] in offered:
            return values[0]
        self.fault(name, _("Välj ett av svaren som finns."))
        return ""

    def many(self, name: str, offered: Collection[str], *, required: bool = True) -> frozenset[str]:
        """Some of the values that were offered; one that was not offered is a fault."""
        values = frozenset(v for v in self.fields.get(name, []) if v)
        if not values and required:
            self.fault(name, _("Välj minst ett."))
        elif not values <= frozenset(offered):
            self.fault(name, _("Välj bland svaren som finns."))
        else:
            return values
        return frozenset()

    def any_codes(self, name: str, *, most: int = 60) -> frozenset[str]:
        """Codes that the policies judge, each a short word; what is no such word is a fault."""
        values = frozenset(v for v in self.fields.get(name, []) if v)
        if all(len(v) <= most and v.isprintable() and not re.search(r"\s", v) for v in values):
            return values
        self.fault(name, _("Välj bland svaren som finns."))
        return frozenset()

    def language(self, name: str) -> str:
        """A language by its code (ISO 639), Swedish where none is named."""
        value = self.text(name, most=10, required=False)
        if value and not re.fullmatch(r"[a-z]{2,3}", value):
            self.fault(name, _("Välj bland svaren som finns."))
            return ""
        return value or "sv"

    def shown_in(self, name: str) -> str:
        """The language that the page says it is in, by its tag; nothing where it does not say, or nothing known."""
        return self.hidden(name, r"[a-z]{2,3}(-simple)?")

    def hidden(self, name: str, pattern: str) -> str:
        """What a hidden field of ours carries, nothing where it is not of that kind: a no is refused for none."""
        values = self.fields.get(name, [])
        return values[0] if len(values) == 1 and re.fullmatch(pattern, values[0]) else ""

    def identifier(self, name: str) -> str:
        """A random identifier that this hub made, as a hidden field carries it."""
        values = self.fields.get(name, [])
        if len(values) == 1 and is_id(values[0]):
            return values[0]
        self.fault(name, _("Sidan var för gammal. Läs in den igen."))
        return ""

    def version(self, name: str) -> int:
        """The version of a text that a page was opened on, as a hidden field carries it."""
        values = self.fields.get(name, [])
        if len(values) == 1 and re.fullmatch("[1-9][0-9]{0,8}", values[0]):
            return int(values[0])
        self.fault(name, _("Sidan var för gammal. Läs in den igen."))
        return 0

    def day(self, name: str) -> datetime:
        """A day as ÅÅÅÅ-MM-DD; answers its first moment in Europe/Stockholm, in UTC."""
        value = self.text(name, most=MOST_WHEN, required=False)
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            try:
                return start_of(date.fromisoformat(value))
            except (ValueError, OverflowError):
                pass
        if self.right(name):
            self.fault(name, _("Skriv ett datum som finns, till exempel 2027-01-31."))
        return datetime.min.replace(tzinfo=UTC)

    def moment(self, day: str, time: str) -> datetime:
        """A day and a time of day (TT:MM) in Europe/Stockholm, in UTC."""
        start = self.day(day)
        value = self.text(time, most=MOST_WHEN, required=False)
        found = re.fullmatch(r"([01]?\d|2[0-3])[:.]([0-5]\d)", value)
        if found is None:
            self.fault(time, _("Skriv en tid som finns, till exempel 14:30."))
            return start
        if not self.right(day):
            return start
        local = start.astimezone(STOCKHOLM).replace(hour=int(found[1]), minute=int(found[2]))
        return local.astimezone(UTC)

    def right(self, where: str) -> bool:
        """Whether nothing has been found wrong with a field."""
        return not any(f.where == where for f in self.faults)

    def not_before(self, name: str, when: datetime, now: datetime) -> None:
        """Note it where a day that could be read lies before today, in Europe/Stockholm."""
        if self.right(name) and when < start_of(day_of(now)):
            self.fault(name, mending.has_begun())

    def not_after(self, name: str, moment: datetime, limit: datetime) -> None:
        """Note the fault of a day that lies too far ahead."""
        if moment > limit and not any(f.where == name for f in self.faults):
            self.fault(name, _("Dagen ligger för långt fram."))

    def done(self) -> None:
        """Raise `BadInput` with every fault that was found."""
        if self.faults:
            raise BadInput(*self.faults)


def start_of(day: date) -> datetime:
    """The first moment of a day in Europe/Stockholm, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=STOCKHOLM).astimezone(UTC)
