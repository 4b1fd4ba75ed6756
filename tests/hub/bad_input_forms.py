"""The forms as they stand on the pages: who finds which, what each field offers, and how to fill it in."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from random import Random

from hub.ids import new_id

Attributes = list[tuple[str, str | None]]
LETTERS = "abcdefghjkmnpqrstvwxyz0123456789"
CANARY = "kanarie"
"""Every text of the town, and every one that is sent, holds this word with the id of its item behind it."""

DRAWN = ("nummer", "mote", "rum", "anteckning")
"""Hidden fields with a number that the page has drawn anew: the same one twice is the same thing again."""

SAID = {
    "rubrik": "Fynd",
    "text": "Fynd.",
    "plats": "Torget",
    "tid": "14:30",
    "sagt": "Ja, det går bra.",
    "varfor": "Det skulle skada.",
    "ord": "Mogen.",
    "bradska": "Strax.",
    "sprak": "sv",
    "skalet": "Det skulle skada.",
    "adress": "namn@exempel.se",
    "kod": "123456",
}


@dataclass
class Field:
    """One field by its name: its kind, the value it holds, and those it offers."""

    name: str
    kind: str
    value: str = ""
    offers: list[str] = field(default_factory=list)


@dataclass
class SeenForm:
    """One form: who found it, where it is sent, and its fields."""

    who: str
    action: str
    fields: list[Field]

    def filled(self, draw: Random, days: dict[str, str]) -> list[tuple[str, str]]:
        """A whole form as somebody might fill it in."""
        return [pair for one in self.fields for pair in _fill(one, draw, days)]


class Reader(HTMLParser):
    """Reads the links and the forms of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[tuple[str, str, dict[str, Field]]] = []
        self._inside: dict[str, Field] | None = None
        self._listing: Field | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(has.get("href", ""))
        elif tag == "form":
            self._inside = {}
            self.forms.append((has.get("method", "get").lower(), has.get("action", ""), self._inside))
        elif self._inside is not None and tag == "option" and self._listing is not None:
            self._listing.offers.append(has.get("value", ""))
        elif (
            self._inside is not None and tag in ("input", "textarea", "select", "button") and has.get("name")
        ):
            self._take(self._inside, tag, has)

    def _take(self, fields: dict[str, Field], tag: str, has: dict[str, str]) -> None:
        kind = has.get("type", "text") if tag == "input" else tag
        one = fields.setdefault(has["name"], Field(has["name"], kind, has.get("value", "")))
        if kind in ("radio", "checkbox", "button"):
            one.offers.append(has.get("value", ""))
        self._listing = one if tag == "select" else None

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = None


def _fill(one: Field, draw: Random, days: dict[str, str]) -> list[tuple[str, str]]:
    if one.name == "_csrf_token":
        return []
    if one.kind == "hidden":
        drawn = one.name in DRAWN and len(one.value) == len(new_id())
        return [(one.name, "".join(draw.choices(LETTERS, k=26)) if drawn else one.value)]
    if one.offers:
        some = draw.sample(one.offers, min(len(one.offers), draw.choice((1, 1, 2, 3))))
        return [(one.name, value) for value in (some if one.kind == "checkbox" else some[:1])]
    if one.name in days:
        return [(one.name, days[one.name])]
    return [(one.name, SAID.get(one.name, one.value))]
