"""A web page as somebody without scripts uses it: what it says, its links, its forms with their labels."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

SILENT = frozenset({"script", "style", "template", "head"})
INLINE = frozenset({"a", "abbr", "b", "bdi", "bdo", "code", "em", "i", "small", "span", "strong", "time"})
"""Elements that do not part words."""

Attributes = list[tuple[str, str | None]]


@dataclass(slots=True)
class Link:
    """Where a link leads, and its words."""

    address: str
    words: str = ""


@dataclass(slots=True)
class Button:
    """What a button sends besides the form, and its words."""

    name: str
    value: str
    words: str = ""


@dataclass(slots=True)
class Form:
    """A form: `fields` are what it sends when nothing is chosen, `choices` what each input sends, by its id."""

    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    choices: dict[str, tuple[str, str]] = field(default_factory=dict)
    buttons: list[Button] = field(default_factory=list)


class WebPage(HTMLParser):
    """A page that has been read; `says` is its text with white space drawn together."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[Link] = []
        self.forms: list[Form] = []
        self.labels: dict[str, str] = {}
        self._words: list[str] = []
        self._quiet = 0
        self._listening: list[tuple[str, Link | Button | str]] = []
        self._form: Form | None = None
        self.feed(html)
        self.close()

    @property
    def says(self) -> str:
        """All visible text."""
        return " ".join("".join(self._words).split())

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Take in links, forms and what belongs to them."""
        has = {name: value or "" for name, value in attrs}
        self._part(tag)
        if tag in SILENT:
            self._quiet += 1
        elif tag == "form":
            self._form = Form(has.get("action", ""), has.get("method", "get").lower())
            self.forms.append(self._form)
        elif tag == "a" and "href" in has:
            self.links.append(Link(has["href"]))
            self._listening.append((tag, self.links[-1]))
        elif tag == "label":
            self._listening.append((tag, has.get("for", "")))
        elif self._form is not None:
            self._control(self._form, tag, has)

    def _control(self, form: Form, tag: str, has: dict[str, str]) -> None:
        sends = (has.get("name", ""), has.get("value", ""))
        if tag == "button":
            form.buttons.append(Button(*sends))
            self._listening.append((tag, form.buttons[-1]))
        elif tag == "input" and has.get("type") in ("radio", "checkbox"):
            form.choices[has.get("id", "")] = sends
            if "checked" in has:
                form.fields.append(sends)
        elif tag == "input" and sends[0]:
            form.fields.append(sends)

    def handle_endtag(self, tag: str) -> None:
        """Close what was open."""
        self._part(tag)
        if tag in SILENT:
            self._quiet -= 1
        elif tag == "form":
            self._form = None
        elif self._listening and self._listening[-1][0] == tag:
            self._listening.pop()

    def _part(self, tag: str) -> None:
        if tag not in INLINE:
            self._words.append(" ")

    def handle_data(self, data: str) -> None:
        """Words: of the page, and of the link, button or label that they stand in."""
        if self._quiet:
            return
        self._words.append(data)
        for _, heard in self._listening:
            if isinstance(heard, str):
                self.labels[heard] = self.labels.get(heard, "") + data
            else:
                heard.words += data
