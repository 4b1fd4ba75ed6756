"""Samples of a child's own page."""

from typing import Any

from hub.pages.my_page import Knows
from hub.sharing import State
from tests.hub.look import MOTHER
from tests.hub.page_facts import HOSTILE, NOON, UNITS, Sample, card

ASKED = card(State.WAITING, None)
ROOM = {
    "id": "rum1",
    "purpose": "Få det att fungera i skolan",
    "opened": NOON,
    "been": [NOON, NOON],
    "now": [NOON],
    "coming": [NOON],
    "waits": True,
    "ends": [NOON],
    "people": [(HOSTILE, UNITS[0][1]), ("Beata Berg", UNITS[1][1])],
    "knows": [
        Knows(unit=UNITS[0][1], wrote=["Hur jag mår"], reads=["Skola och närvaro", "Hur jag mår"]),
        Knows(unit=UNITS[1][1], reads=["Hur jag mår"]),
    ],
}
EMPTY = ROOM | {name: [] for name in ("been", "now", "coming", "ends", "people", "knows")} | {"waits": False}
READ = {"unit": UNITS[0][1], "role": "kurator", "about": ["Hur jag mår"], "at": NOON}
MINE: dict[str, Any] = {
    "speaks": "teen",
    "rooms": [ROOM, EMPTY],
    "waits": [ASKED],
    "rows": [READ, READ | {"role": "", "about": []}],
}
NOTHING = {"speaks": "child", "rooms": [], "waits": [], "rows": []}

CHILD: dict[str, Sample] = {
    "my-page": Sample("my_page.html", MOTHER, MINE),
    "my-page-child": Sample("my_page.html", MOTHER, MINE | {"speaks": "child", "waits": []}),
    "my-page-older": Sample("my_page.html", MOTHER, MINE | {"speaks": "older", "rooms": [EMPTY]}),
    "my-page-nothing": Sample("my_page.html", MOTHER, NOTHING),
}
