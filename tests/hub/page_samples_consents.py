"""The pages about a consent in the tests of their look: asked, answered, stopped, and what each would open or close."""

from dataclasses import replace
from typing import Any

from consent.words import ActKind
from hub.pages.choosing import Asked
from hub.sharing import State, Stopped
from tests.hub.look import MOTHER
from tests.hub.page_facts import HOSTILE, KINDS, LISTED, NOON, SOON, UNITS, Sample, act, card
from tests.hub.page_facts_receipt import RECEIPT

SEEN = [{"name": UNITS[0][1], "whole": [LISTED], "without_place": [LISTED], "if_others": [LISTED]}]
STOPPING: dict[str, Any] = {
    "visat": "",
    "proof": "",
    "card": card(State.HOLDS, act(ActKind.GRANT)),
    "units": UNITS,
    "categories": KINDS[:3],
    "readers": [UNITS[0][1]],
    "stops": SEEN,
    "still": SEEN,
    "stopped": Stopped.ALL,
    "chosen": "",
    "picked": frozenset(),
    "capacity": None,
    "names": {},
    "faults": [],
    "fault": {},
}
NO = Asked(field="u.POL", code="POL", name=UNITS[1][1], does="", answer="nej")
OF_UNITS = [Asked(field=f"u.{u}", code=u, name=name, does="Får läsa.", answer="") for u, name in UNITS]
OF_TOPICS = [Asked(field=f"k.{c}", code=c, name=name, does="", answer="") for c, name in KINDS[:3]]
CHOOSING: dict[str, Any] = {
    "visat": "",
    "proof": "0" * 32,
    "card": card(State.WAITING, None),
    "now": 0,
    "asked": [*OF_UNITS, *OF_TOPICS],
    "units": OF_UNITS,
    "categories": OF_TOPICS,
    "answered": [],
    "shares": [],
    "foreseen": None,
    "names": {},
    "faults": [],
    "fault": {},
}
ASKED = [card(State.WAITING, None), card(State.HOLDS, act(ActKind.GRANT))]
STOPS = [replace(card(State.HOLDS, act(ActKind.GRANT)), soon=s, age=15) for s in SOON]
LACKING = [(HOSTILE, []), (UNITS[0][1], ["Hur jag mår"])]
QUESTION: dict[str, Any] = {
    "State": State,
    "proof": "",
    "visat": "",
    "hela": "",
    "no_means": "Säger du nej delas inget med stöd av den här frågan.",
}
CONSENTS: dict[str, Sample] = {
    "sharing": Sample(
        "sharing.html",
        MOTHER,
        {"rooms": [("Möte om skolan", ASKED, LACKING)], "State": State, "ended": [(NOON, HOSTILE)]},
    ),
    "sharing-soon": Sample(
        "sharing.html", MOTHER, {"rooms": [("Möte om skolan", STOPS, [])], "State": State, "ended": []}
    ),
    "no-sharing": Sample("sharing.html", MOTHER, {"rooms": [], "State": State, "ended": []}),
    "consent": Sample(
        "consent.html",
        MOTHER,
        {
            "card": card(State.WAITING, None),
            **QUESTION,
            "done": None,
        },
    ),
    "consent-guarded": Sample(
        "consent.html",
        MOTHER,
        {
            "card": replace(card(State.WAITING, None), guarded=True, answered=True),
            **QUESTION,
            "done": None,
        },
    ),
    "consent-yes": Sample(
        "consent.html",
        MOTHER,
        {
            "card": card(State.HOLDS, act(ActKind.GRANT)),
            **QUESTION,
            "done": act(ActKind.GRANT),
            "readers": [],
            "left_out": None,
        },
    ),
    "consent-no": Sample(
        "consent.html",
        MOTHER,
        {
            "card": card(State.REFUSED, act(ActKind.REFUSE)),
            **QUESTION,
            "done": act(ActKind.REFUSE),
            "readers": [],
            "left_out": None,
        },
    ),
    **{
        f"consent-stopped-{stopped}-{state}": Sample(
            "consent.html",
            MOTHER,
            {
                "card": card(state, act(ActKind.WITHDRAW)),
                **QUESTION,
                "done": act(ActKind.WITHDRAW),
                "stopped": stopped,
                "readers": [UNITS[0][1]],
                "left_out": None,
            },
        )
        for stopped, state in (
            (Stopped.ALL, State.ENDED),
            (Stopped.SOME, State.HOLDS),
            (Stopped.NONE, State.HOLDS),
            (Stopped.NONE, State.WAITING),
        )
    },
    **{
        f"consent-spoken-{state}": Sample(
            "consent.html",
            MOTHER,
            {
                "card": replace(
                    card(state, act(ActKind.GRANT)),
                    confirm_by=NOON,
                    spoken=act(ActKind.GRANT),
                    lapsed=state is State.WAITING,
                ),
                **QUESTION,
                "done": None,
            },
        )
        for state in (State.HOLDS, State.WAITING)
    },
    "choose-units": Sample("choose.html", MOTHER, CHOOSING),
    "choose-categories-faults": Sample(
        "choose.html",
        MOTHER,
        CHOOSING
        | {
            "now": len(UNITS),
            "faults": [("k.maende", "Svara ja eller nej.")],
            "fault": {"k.maende": "Svara ja eller nej."},
        },
    ),
    "choose-check": Sample(
        "choose.html",
        MOTHER,
        CHOOSING | {"now": None, "shares": [name for _unit, name in UNITS], "answered": [NO]},
    ),
    "choose-nothing": Sample("choose.html", MOTHER, CHOOSING | {"now": None}),
    "receipt": Sample("receipt.html", MOTHER, {"receipt": RECEIPT, "paper": True}),
    "receipt-of-end": Sample(
        "receipt.html",
        MOTHER,
        {"receipt": replace(RECEIPT, kind="expire", how="", recorder=HOSTILE, said=HOSTILE), "paper": True},
    ),
    "receipt-no-paper": Sample(
        "receipt.html", MOTHER, {"receipt": replace(RECEIPT, notice=None, left_out=[]), "paper": False}
    ),
    "stop": Sample("stop.html", MOTHER, STOPPING),
    "stop-chosen-faults": Sample(
        "stop.html",
        MOTHER,
        STOPPING
        | {"stops": [], "stopped": Stopped.SOME, "chosen": "del", "picked": {UNITS[0][0]}}
        | {"faults": [("enhet", "Välj något.")], "fault": {"enhet": "Välj något."}},
    ),
    "stop-alone": Sample("stop.html", MOTHER, STOPPING | {"stops": [], "stopped": Stopped.NONE}),
    **{
        f"preview-{state}": Sample(
            "preview.html",
            MOTHER,
            {
                "card": card(state, None),
                "capacity": "self",
                "in_part": state is State.WAITING,
                "units": [*SEEN, {"name": "Elevhälsan", "whole": [], "without_place": [], "if_others": []}],
            },
        )
        for state in (State.WAITING, State.HOLDS)
    },
}
