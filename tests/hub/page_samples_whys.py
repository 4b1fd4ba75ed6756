"""Samples of the pages on which the family asks why somebody read, a unit answers, and an auditor looks."""

from tests.hub.look import AUDITOR, MOTHER, PSYCHOLOGIST
from tests.hub.page_facts import HOSTILE, NOON, UNITS, Sample, form

ASKED = {
    "id": "f1",
    "by": HOSTILE,
    "reader": HOSTILE,
    "read": NOON,
    "from": UNITS[0][1],
    "asked": NOON,
    "due": NOON,
    "late": False,
    "promised": False,
    "own": False,
}
"""A question that waits for a unit."""

LATE_ONE = ASKED | {"id": "f2", "late": True, "promised": True, "own": True}
ASKED_WHY = {"leads": False, "consents": [], "whys": [ASKED, LATE_ONE]}
ASKING = {
    "row": {
        "code": "0" * 26,
        "item": "t1",
        "at": NOON,
        "unit": UNITS[0][1],
        "from": UNITS[0][1],
        "about": ["Hur jag mår"],
        "purpose": "Få det att fungera i skolan",
        "why": "Med samtycke",
    },
    "due": NOON,
    "own": False,
    "back": "/vem-har-last",
}
ANSWERING = {"room": "rum1", "number": "0" * 26, "asked": ASKED, "latest": NOON}
LATE = {"unit": UNITS[0][1], "about": "Må bättre", "asked": NOON, "due": NOON, "promised": True, "reading": 7}

WHYS: dict[str, Sample] = {
    "why-ask": Sample("why_ask.html", MOTHER, ASKING),
    "why-ask-own": Sample("why_ask.html", MOTHER, ASKING | {"own": True}),
    "why-answer": Sample("why_answer.html", PSYCHOLOGIST, ANSWERING | form({}, [])),
    "why-answer-faults": Sample(
        "why_answer.html",
        PSYCHOLOGIST,
        ANSWERING | {"asked": LATE_ONE} | form({"text": [HOSTILE]}, [("text", "Det saknas. Fyll i det.")]),
    ),
    "why-late": Sample("audit_questions.html", AUDITOR, {"rows": [LATE, LATE | {"promised": False}]}),
    "why-none-late": Sample("audit_questions.html", AUDITOR, {"rows": []}),
}
