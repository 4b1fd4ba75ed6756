"""Making bad requests of good ones: a form that would be taken, and then what broken browsers do to it."""

import re
from random import Random
from typing import Any

from tests.hub.bad_input_asgi import FORM, OTHER_TOKEN, WHOLE, Sent, path_of
from tests.hub.bad_input_bytes import BODIES, HEADERS, METHODS
from tests.hub.bad_input_choosing import EVERYBODY, Chooser
from tests.hub.bad_input_forms import CANARY, SeenForm
from tests.hub.bad_input_found import Found
from tests.hub.running import Browser, form_body
from tests.hub.sweep_table import OPENS

QUERIES = (
    "fore", "sort", "mote", "som", "syfte", "till", "sparat", "code", "state", "iss", "error", "x",
)  # fmt: skip
OPTIONAL = (
    "plats", "tolk", "familj", "enhet", "register", "mote", "sprak", "andamal", "som", "av", "roll", "x",
)  # fmt: skip

MARKED = ("rubrik", "text", "plats")

Pairs = list[tuple[Any, Any]]


def marked_anew(pairs: Pairs, action: str) -> Pairs:
    """A bent form may be another item's than the one it was filled in for: its canaries are then that one's."""
    named = [value for name, value in pairs if name == "nummer"] or re.findall(r"/uppgift/(\w{26})", action)
    item = named[-1] if named and isinstance(named[-1], str) else ""
    if not re.fullmatch(r"\w{26}", item):
        return pairs
    canary = re.compile(rf"{CANARY}\w{{26}}")
    return [
        (name, canary.sub(CANARY + item, value) if name in MARKED and isinstance(value, str) else value)
        for name, value in pairs
    ]


class Bender(Chooser):
    """Draws one request after the other, all from one seed."""

    def __init__(self, draw: Random, found: Found, values: list[Any], browsers: dict[str, Browser]) -> None:
        super().__init__(draw, found, values)
        self.browsers = browsers
        self.ways = {
            self.whole_form: 27,
            self.bent_form: 27,
            self.reading: 8,
            self.bent_address: 20,
            self.other_body: 5,
            self.other_method: 4,
            self.other_token: 3,
            self.anywhere: 6,
        }

    def next(self) -> Sent:
        """One request."""
        way = self.draw.choices(list(self.ways), list(self.ways.values()))[0]
        return way()

    def _sent(self, who: str, action: str, pairs: Pairs, why: str, **how: Any) -> Sent:
        path, _, query = action.partition("?")
        token = how.pop("token", self.browsers[who].token)
        pairs = [*([("_csrf_token", token)] if token is not None else []), *pairs]
        headers = how.pop("headers", ((b"content-type", FORM.encode()),))
        return Sent(who, "POST", path.encode(), query.encode(), headers, form_body(pairs), why)

    def _pairs(self, form: SeenForm) -> Pairs:
        """The form filled in; a text that may be stored carries the canary of the item it will be."""
        pairs: Pairs = form.filled(self.draw, self.found.days)
        item = dict(pairs).get("nummer") or (re.findall(r"/uppgift/(\w{26})", form.action) or [""])[0]
        return [(k, f"{v} {CANARY}{item}" if k in MARKED and item else v) for k, v in pairs]

    def whole_form(self) -> Sent:
        """A form that lacks nothing, from whoever sends it."""
        who, form = self.form()
        return self._sent(who, form.action, self._pairs(form), WHOLE)

    def bent_form(self) -> Sent:
        """The same with one to four things done to its fields, and sometimes to its address."""
        who, form = self.form()
        pairs, action = self._pairs(form), form.action
        for _ in range(self.draw.choice((1, 1, 1, 2, 3, 4))):
            pairs = self.bent(pairs)
        if self.draw.random() < 0.1:
            action = re.sub(r"\w{26}", lambda _: self.draw.choice(self.ids), action, count=1)
        return self._sent(who, action, marked_anew(pairs, action), "a bent form")

    def bent(self, pairs: Pairs) -> Pairs:
        """The fields with one replaced, added (a known one or not), left out, sent twice, or very long."""
        pairs, what = (
            list(pairs),
            self.draw.choice(("replace", "replace", "add", "drop", "repeat", "long", "many")),
        )
        if what == "add" or not pairs:
            name = self.value() if self.draw.random() < 0.2 else self.draw.choice(OPTIONAL)
            return [*pairs, (name, self.value())]
        at = self.draw.randrange(len(pairs))
        name = pairs[at][0]
        if what == "drop":
            del pairs[at]
        elif what == "repeat":
            pairs.insert(at, (name, self.draw.choice((pairs[at][1], self.value()))))
        elif what == "long" and self.draw.random() < 0.1:
            pairs[at] = (name, self.draw.choice("Aå\u0301\u202e") * self.draw.choice((2_001, 20_001, 50_001)))
        elif what == "many" and self.draw.random() < 0.1:
            pairs += [(name, f"E{n}") for n in range(self.draw.choice((20, 200, 601)))]
        else:
            pairs[at] = (name, self.value())
        return pairs

    def bent_address(self) -> Sent:
        """A page, with another's thing in its address or something odd behind it."""
        who, page = self.page()
        path, _, query = page.partition("?")
        raw, asked = path.encode(), query.encode()
        what = self.draw.random()
        if what < 0.3:
            raw = re.sub(rb"\w{26}", lambda _: path_of(self.value())[:3_000] or b"x", raw, count=1)
        elif what < 0.6:
            names = self.draw.choices(QUERIES, k=self.draw.choice((1, 1, 2)))
            asked = form_body([(name, self.value()) for name in names * self.draw.choice((1, 1, 2))])
        elif what < 0.65:
            asked = self.draw.choice((b"%", b"%zz&%", b"&&==&", b"fore=%FF%FE", b"a" * 8_000, b"mote=%00"))
        headers = (self.draw.choice(HEADERS),) if self.draw.random() < 0.15 else ()
        return Sent(who, "GET", raw, asked, headers, why="a bent address")

    def reading(self) -> Sent:
        """One of the town's texts, as it is asked for or with odd words behind it."""
        key = self.draw.choice(list(OPENS))
        readers, item = sorted(OPENS[key]), self.found.ids[key]
        who = self.draw.choice(readers) if readers and self.draw.random() < 0.7 else self.somebody()
        names = self.draw.sample(("mote", "som", "syfte"), self.draw.choice((0, 0, 1, 2)))
        query = form_body([(name, self.value()) for name in names])
        return Sent(who, "GET", f"/uppgift/{item}".encode(), query, why="a reading")

    def other_body(self) -> Sent:
        """A body of another kind than a form, or a form that is cut off, with the token in a header."""
        who, form = self.form()
        kind, body = self.draw.choice(BODIES)
        whole = form_body(self._pairs(form))
        if kind == FORM.encode() and not body:
            body = whole[: self.draw.randrange(len(whole) + 1)] + self.draw.choice(
                (b"", b"%", b"%F", b"\xff")
            )
        headers = ((b"content-type", kind), (b"x-csrftoken", self.browsers[who].token.encode()))
        return Sent(who, "POST", form.action.partition("?")[0].encode(), b"", headers, body, "another body")

    def other_method(self) -> Sent:
        """A method that the route may not have."""
        who, form = self.form()
        action = form.action if self.draw.random() < 0.5 else self.page()[1]
        headers = ((b"x-csrftoken", self.browsers[who].token.encode()),)
        return Sent(
            who,
            self.draw.choice(METHODS),
            action.partition("?")[0].encode(),
            b"",
            headers,
            why="another method",
        )

    def other_token(self) -> Sent:
        """A form without the browser's own token."""
        who, form = self.form()
        other = self.browsers[self.draw.choice([one for one in EVERYBODY if one != who])].token
        token = self.draw.choice((None, other, self.browsers[who].token[:64], "å" * 128, self.value()))
        return self._sent(who, form.action, self._pairs(form), OTHER_TOKEN, token=token)

    def anywhere(self) -> Sent:
        """Any route with anything in the places of its address."""
        who, (method, pattern, _) = self.somebody(), self.draw.choice(self.found.routes)
        path = re.sub(r"\{[^}]*\}", lambda _: path_of(self.value()).decode()[:3_000] or "x", pattern)
        if method != "POST":
            return Sent(who, method, path.encode(), why="anywhere")
        pairs = [(self.draw.choice(OPTIONAL), self.value()) for _ in range(self.draw.randrange(4))]
        return self._sent(who, path, pairs, "anywhere")
