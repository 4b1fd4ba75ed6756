"""The values that the pages show in the tests of their look, with the most hostile words they could hold."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from consent.record import Act, Consent
from consent.words import CATEGORIES, ActKind, Capacity
from hub.asking import Motive
from hub.foretelling import Foretold, Why
from hub.login.caller import Caller
from hub.pages.cards import Card
from hub.sharing import State
from hub.story.words import Words
from hub.wording import words
from policies.facts import Item, Room
from policies.told import Status, Told

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
HOSTILE = "Bo & <b>Alva</b>\u202e"
NUMBER = "0" * 26
UNITS = [("SKOLA.EH", "Tallbackaskolan, elevhälsan"), ("POL", "Polisen, lokalpolisområde Furuvalla")]
PEOPLE = [("alva", "Alva Andersson"), ("nahom", "ናሆም"), ("x", HOSTILE)]
KINDS = [(code, words.category(code)) for code in CATEGORIES]
ROOM = Room(id="rum1", child="alva", purpose="SIP-skolfranvaro")
ITEM = Item(
    id="t1",
    room="rum1",
    unit="BUP",
    by="beata",
    categories=frozenset({"maende"}),
    subjects=frozenset({"alva"}),
    released_to=frozenset(),
)
LISTED = {
    "id": "t1",
    "unit": "Barn- och ungdomspsykiatrin (BUP)",
    "author": HOSTILE,
    "categories": ["Hur jag mår", "Skola och närvaro"],
    "published": NOON,
    "corrected": NOON,
    "renews": "/uppgift/t1/kvar?marke=x",
    "views": [{"id": f"t{n}", "author": who, "published": NOON} for n, who in enumerate((HOSTILE, ""), 2)],
}
ASKED = Consent(
    id="m1",
    subject="alva",
    purpose="SIP-skolfranvaro",
    room="rum1",
    from_units=frozenset({"BUP"}),
    to_units=frozenset({"SKOLA.EH"}),
    categories=frozenset({"maende"}),
    starts=NOON,
    ends=NOON + timedelta(days=90),
)


def act(kind: ActKind) -> Act:
    """What the mother did about the question."""
    return Act(by="anna", capacity=Capacity.GUARDIAN, kind=kind, at=NOON, id="a1")


def card(state: State, mine: Act | None) -> Card:
    """The question as the mother sees it."""
    return Card(
        consent=ASKED,
        state=state,
        mine=mine,
        word=mine,
        capacity=Capacity.GUARDIAN,
        from_units=["Barn- och ungdomspsykiatrin (BUP)"],
        to_units=["Tallbackaskolan, elevhälsan"],
        categories=["Hur jag mår"],
        others=[("Anders Andersson", True), (HOSTILE, False)],
        subject="Alva Andersson",
        heard=["Anders Andersson", HOSTILE],
        motive=Motive(words=f"Vi vill hjälpas åt. {HOSTILE}"),
        asked_by=HOSTILE,
    )


def form(sent: dict[str, list[str]], faults: list[tuple[str, str]]) -> dict[str, Any]:
    """What every form with values that are kept gets."""
    return {
        "sent": lambda name: sent.get(name, [""])[0],
        "chosen": lambda name: sent.get(name, []),
        "faults": faults,
        "fault": dict(faults),
    }


SOON = [Foretold(at=NOON, why=why) for why in Why]
LINES = [
    {"state": state, "from": [UNITS[0][1]], "to": [UNITS[1][1]], "categories": ["Hur jag mår"], "ends": NOON}
    | {"soon": None}
    for state in State
    if state is not State.REFUSED
]
IN_ROOM: dict[str, Any] = {
    "room": ROOM,
    "child": "Alva Andersson",
    "purpose": "Få det att fungera i skolan",
    "participants": [("Beata Berg", UNITS[0][1]), (HOSTILE, UNITS[1][1])],
    "items": [LISTED],
    "closed": [LISTED],
    "meetings": [
        {"id": "s1", "at": NOON, "state": "planned"},
        {"id": "s2", "at": NOON, "state": "open"},
        {"id": "s3", "at": NOON, "state": "closed"},
    ],
    "open_meeting": "s2",
    "consents": LINES,
    "forbehall": True,
    "leads": True,
    "short": [(UNITS[0][1], "Det saknas ett samtycke.", ["Hur jag mår"])],
    "whys": [],
    "kind": "SIP",
    "late": [(HOSTILE, [LISTED])],
    "usual": [UNITS[1][1]],
    "new_id": NUMBER,
    "State": State,
}
EMPTY_ROOM = IN_ROOM | {"items": [], "closed": [], "meetings": [], "consents": [], "participants": []}
EMPTY_ROOM |= {"open_meeting": None, "forbehall": False, "kind": "", "usual": [], "late": []}
READING: dict[str, Any] = {
    "item": ITEM,
    "text": Words(
        title="Samtal i november " + HOSTILE, text="Alva sover dåligt.\n\n" + HOSTILE, place="Hemma"
    ),
    "told": Told(Status.OPEN, "Du får läsa det här med samtycke."),
    "at": NOON,
    "author": "Beata Berg",
    "unit": "Barn- och ungdomspsykiatrin (BUP)",
    "about": ["Alva Andersson", HOSTILE],
    "categories": ["Hur jag mår"],
    "mine": False,
    "proof": "0" * 32,
    "answerable": False,
    "part": False,
    "relatives": [("x" * 26, HOSTILE)],
    "readers": [HOSTILE],
    "family": True,
    "uses": [],
    "more_relatives": [("y" * 26, HOSTILE)],
    "units": UNITS,
    "redacted": False,
    "released": [UNITS[0]],
    "hidden": [],
    "hideable": True,
    "corrected": None,
    "renews": "/uppgift/t1/kvar?marke=x",
    "version": 1,
}
WRITING: dict[str, Any] = {
    "room": "rum1",
    "number": NUMBER,
    "proof": "0" * 32,
    "unit": "BUP",
    "categories": KINDS,
    "people": PEOPLE,
    "units": UNITS,
    "teaching": [UNITS[0][1]],
    "about": None,
    "lost": False,
}
VIEWING = WRITING | {"teaching": [], "about": {"words": READING["text"]}}
ASKING: dict[str, Any] = {
    "room": "rum1",
    "number": NUMBER,
    "purpose": "Få det att fungera i skolan",
    "purpose_code": "SIP-skolfranvaro",
    "people": PEOPLE,
    "from_units": UNITS,
    "to_units": UNITS,
    "categories": KINDS,
}


@dataclass(frozen=True, slots=True)
class Sample:
    """One page as one person sees it."""

    template: str
    caller: Caller
    context: dict[str, Any]
