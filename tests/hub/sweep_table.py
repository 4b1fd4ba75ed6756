"""What the sweep asks for, and who may have it, as the design of the gate says; no rule is asked here.

`OPENS` and `ROOMS` are seen from the made-up town: who may open which text, and who may know of which room.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hub.ids import new_id
from tests.hub.running import KINDS, STRANGER, UNDECIDED

EVERYBODY = (STRANGER, UNDECIDED, *KINDS)
AUDITORS = {"auditor"}
STAFF = {name for name, kind in KINDS.items() if kind.unit is not None} - AUDITORS
FAMILY = {name for name, kind in KINDS.items() if kind.unit is None}

KNOCKS: dict[str, set[str]] = {
    "anyone": set(EVERYBODY),
    "logged_in": set(EVERYBODY) - {STRANGER},
    "family": FAMILY,
    "staff": STAFF,
    "auditor": AUDITORS,
    "room": FAMILY | STAFF,
}
"""Who may knock by declaration."""

ROOMS = {
    "tove": {"mother", "father", "child", "participant", "participant at BUP"},
    "linnea": {"sixteen-year-old", "participant", "police"},
    "maja": {"guardian of a protected child", "participant", "participant at BUP"},
}
"""Who may know of a room: the child, its guardians, its participants; of a protected child also by list."""

OPENS = {
    "tove-narvaro": {"mother", "father", "child", "participant", "participant at BUP"},
    "tove-hemma": {"mother", "participant", "participant at BUP"},
    "jonas-berattar": {"father"},
    "linnea-samtal": {"sixteen-year-old", "participant"},
    "linnea-centrum": {"sixteen-year-old", "police"},
    "maja-trygg": {"guardian of a protected child", "participant", "participant at BUP"},
    "hidden": {"participant", "participant at BUP", "child"},
    "deleted": set(),
}
"""Who may open a text. A family's own text is its author's until it is released by name (section 5)."""

IN_ROOM = {
    "tove-narvaro": "tove",
    "tove-hemma": "tove",
    "jonas-berattar": "tove",
    "linnea-samtal": "linnea",
    "linnea-centrum": "linnea",
    "maja-trygg": "maja",
    "hidden": "tove",
    "deleted": "tove",
}
ANSWERS = {
    "tove-ja": {"mother", "father", "child"},
    "jonas-ja": {"father"},
    "linnea-mar": {"sixteen-year-old"},
    "maja-ja": {"guardian of a protected child"},
    "unanswered": {"mother", "father", "child"},
}
"""Who is asked about a consent, and may answer it; but for the last all have in the town."""

NOWHERE = "z" * 26
PROTECTED = ("Maja Hedman", "Jenny Hedman")
MAY_NAME_PROTECTED = {"guardian of a protected child", "participant", "participant at BUP"}


@dataclass(frozen=True)
class Route:
    """One method of one path, and who is declared."""

    method: str
    path: str
    who: Any


def routes(app: Any) -> Iterator[Route]:
    """Every route of the application but OPTIONS, which the framework answers by itself."""
    for route in app.routes:
        for method, (handler, _) in sorted(route.route_handler_map.items()):
            if method != "OPTIONS":
                yield Route(method, route.path, handler.opt.get("who"))


FORMS: dict[str, list[tuple[str, str]]] = {
    "/uppdrag": [("uppdrag", NOWHERE)],
    "/rum/{room}/fraga": [
        ("nummer", NOWHERE), ("om", "{tove}"), ("fran", "SKOLA.EH"), ("till", "BUP"), ("kategori", "maende"),
        ("anledning", "Vi vill hjälpas åt."), ("utan_plats", "ja"), ("borjar", "{today}"), ("slutar", "{later}"),
    ],
    "/rum/{room}/publicera": [
        ("nummer", "{fresh}"), ("rubrik", "Fynd"), ("text", "Fynd."), ("kategori", "franvaro"),
        ("om", "{tove}"), ("till", "BUP"),
    ],
    "/min-berattelse/skriv": [
        ("nummer", "{fresh}"), ("barn", "{tove}"), ("rubrik", "Fynd"), ("text", "Fynd."),
        ("kategori", "franvaro"), ("om", "{tove}"),
    ],
    "/min-berattelse/{item}/dela/{room}": [("nummer", "{fresh}"), ("till", "BUP")],
    "/uppgift/{item}/ratta": [("version", "1"), ("rubrik", "Ny"), ("text", "Ny.")],
    "/uppgift/{item}/slapp": [("till", "POL")],
    "/uppgift/{item}/ta-tillbaka": [("till", "BUP")],
    "/uppgift/{item}/dolj": [("for", "guardians"), ("grund", "betydande_men"), ("varfor", "Men.")],
    "/rum/{room}/mote/{meeting}/dagordning": [("amne0", "start"), ("minuter0", "5"), ("enhet0", "")],
    "/rum/{room}/mote/{meeting}/avsluta": [("vidare", "klart")],
    "/rum/{room}/mote/{meeting}/har": [("nummer", "{fresh}")],
    "/rum/{room}/mote/{meeting}/gar": [("nummer", "{fresh}")],
    "/rum/{room}/mote": [("mote", "x" * 26), ("dag", "{later}"), ("tid", "14:30")],
    "/rum/{room}/anteckna/svar": [
        ("fraga", "{tove-ja}"), ("vem", "{karin}"), ("svar", "refuse"), ("hur", "oral"), ("sagt", "Nej."),
    ],
    "/rum/{room}/anteckna/mognad": [("utfall", "mature"), ("kategori", "maende"), ("ord", "Mogen.")],
    "/rum/{room}/anteckna/barnets-syn": [("syn", "nej")],
    "/rum/{room}/anteckna/hinder": [("vem", "{karin}"), ("skal", "ill"), ("bradska", "Strax.")],
    "/rum/{room}/anteckna/utloggad": [("vem", "{karin}")],
    "/rum/{room}/anteckna/tyst": [("vems", "{karin}"), ("tyst", "{jonas}"), ("skalet", "Hon är rädd.")],
    "/meddelanden": [("satt", "mail"), ("adress", "nagon@exempel.se")],
    "/meddelanden/kod": [("kod", "123456")],
    "/rum/{room}/varfor/{fraga}": [("nummer", "{fresh}"), ("text", "Därför.")],
    "/rum/{room}/varfor/{fraga}/senare": [("dag", "{later}")],
    "/rum/{room}/bjud-in": [("vem", "{daniel}:BUP")],
    "/medgivande/{number}/sluta": [("vad", "allt")],
    "/medgivande/{number}/valj": [("steg", "3")],
    "/medgivande/{number}/bekrafta": [("svar", NOWHERE)],
    "/uppgift/{item}/ta-bort": [],
}  # fmt: skip
"""What a form would send that lacks nothing, so that only the right is missing."""

AUTHORS = {
    "tove-hemma": "mother",
    "jonas-berattar": "father",
    "linnea-centrum": "police",
    "maja-trygg": "participant at BUP",
    "hidden": "participant",
    "deleted": "participant",
}
CHANGES_AT_ONCE = {"ja", "nej", "ta-bort", "forbehall", "oppna", "avsluta", "logga-ut", "hav"}
"""The last word of paths whose form has nothing to fill in: whoever may, does it by pressing."""


def filled(form: list[tuple[str, str]], ids: dict[str, str]) -> list[tuple[str, str]]:
    """A form with the ids of the town's things in the places that name them."""
    return [(name, _fill(value, ids)) for name, value in form]


def _fill(value: str, ids: dict[str, Any]) -> str:
    head, opened, rest = value.partition("{")
    key, _, tail = rest.partition("}")
    if key == "fresh":
        return new_id()
    return f"{head}{ids[key]}{tail}" if opened else value
