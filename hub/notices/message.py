"""What is sent: always the same words, which say nothing of a child, an agency or a matter.

In a language whose translation nobody has approved the Swedish stands below it.
"""

from dataclasses import dataclass
from datetime import datetime

from hub.wording import N_, approved, gettext, language, speaking
from hub.wording.languages import SOURCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message to one address; `id` is the same each time it is tried, so that whoever gets it twice can tell."""

    to: str
    id: str
    subject: str
    text: str
    at: datetime


def news(*, to: str, id: str, at: datetime, page: str) -> Message:
    """That there is something to read; `page` is where to log in."""
    subject = _said(N_("Du har ett nytt meddelande"), " / ")
    text = _said(N_("Du har ett nytt meddelande. Logga in för att läsa det: %(page)s"), page=page)
    return Message(to=to, id=id, subject=subject, text=text, at=at)


def code(*, to: str, id: str, at: datetime, number: str) -> Message:
    """The code that shows that an address is somebody's own."""
    text = _said(N_("Din kod är %(code)s. Skriv den på sidan där du bad om den."), code=number)
    return Message(to=to, id=id, subject=_said(N_("Din kod"), " / "), text=text, at=at)


def _said(text: str, between: str = "\n\n", **values: str) -> str:
    said = gettext(text) % values
    if language() in approved():
        return said
    with speaking(SOURCE):
        return f"{said}{between}{gettext(text) % values}"
