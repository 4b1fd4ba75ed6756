"""Choosing who sends what: mostly one's own forms and pages, so that they get far, otherwise another's."""

from collections.abc import Callable
from random import Random
from typing import Any, TypeVar

from tests.hub.bad_input_forms import SeenForm
from tests.hub.bad_input_found import Found, shape
from tests.hub.running import KINDS, STRANGER, UNDECIDED

EVERYBODY = (*KINDS, STRANGER, UNDECIDED)
HEAVY = ("/granskning/export",)

LEAVES = ("/logga-ut", "/uppdrag")
ENDS = ("/ta-bort", "/sluta", "/nej", "/avsluta")
"""Forms that end a session, a text or a consent: sent seldom, or nothing else would get far."""

Thing = TypeVar("Thing")


class Chooser:
    """Draws people and things, all from one seed."""

    def __init__(self, draw: Random, found: Found, values: list[Any]) -> None:
        self.draw, self.found, self.values = draw, found, values
        self.ids = sorted(found.ids.values())
        self.forms = {who: by_shape(found.forms[who], lambda form: form.action) for who in KINDS}
        self.pages = {who: by_shape(found.pages[who], str) for who in KINDS}

    def value(self) -> Any:
        """A value for a field or a part of an address: hostile, or the id of something else."""
        return self.draw.choice(self.ids) if self.draw.random() < 0.25 else self.draw.choice(self.values)

    def form(self) -> tuple[str, SeenForm]:
        """Somebody, and a form: mostly one of their own, otherwise one that another has found."""
        who, whose = self.somebody(), self.draw.choice(list(KINDS))
        if who in self.forms and self.draw.random() < 0.8:
            whose = who
        form = self.draw.choice(self.draw.choice(self.forms[whose]))
        seldom = 0.97 if form.action in LEAVES else 0.8 if form.action.endswith(ENDS) else 0
        return self.form() if self.draw.random() < seldom else (who, form)

    def page(self) -> tuple[str, str]:
        """Somebody, and a page, in the same way."""
        who, whose = self.somebody(), self.draw.choice(list(KINDS))
        if who in self.pages and self.draw.random() < 0.7:
            whose = who
        page = self.draw.choice(self.draw.choice(self.pages[whose]))
        return self.page() if page in HEAVY and self.draw.random() < 0.9 else (who, page)

    def somebody(self) -> str:
        return self.draw.choice(EVERYBODY)


def by_shape(things: list[Thing], address: Callable[[Thing], str]) -> list[list[Thing]]:
    """Things whose addresses are alike, together: so that one form is not drawn for being on ten pages."""
    groups: dict[str, list[Thing]] = {}
    for thing in things:
        groups.setdefault(shape(address(thing)), []).append(thing)
    return list(groups.values())
