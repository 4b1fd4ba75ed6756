"""The pages of a sitting and of what a room is opened from, in the tests of their look."""

from hub.meeting.agenda import Point
from hub.wording import words
from hub.wording.topics import topics
from tests.hub.look import MOTHER, PSYCHOLOGIST
from tests.hub.page_facts import HOSTILE, NOON, NUMBER, UNITS, Sample, form

OPENING = {
    "number": NUMBER,
    "purposes": words.purposes(),
    "forums": [("sip", "SIP", "Samordnad individuell plan."), ("eget", "Eget möte", "Utan mall.")],
}
SITTING = {
    "room": "rum1",
    "sitting": {"id": "s1", "at": NOON, "state": "planned"},
    "points": [
        {"at": NOON, "topic": "Hur jag mår", "minutes": 10, "unit": HOSTILE},
        {"at": NOON, "topic": "", "minutes": 1, "unit": ""},
    ],
    "heads": ["Punkt", UNITS[0][1], UNITS[1][1]],
    "matrix": [["Hur jag mår", "har punkten", "Det saknas ett samtycke."]],
    "asks": [{"where": "/rum/rum1/fraga?till=POL", "topic": "Hur jag mår", "unit": UNITS[1][1]}],
    "lines": [Point("maende", 10, "SKOLA.EH"), Point("", 10)],
    "topics": topics(),
    "units": UNITS,
    "names": {},
} | form({}, [])
FAMILYS = SITTING | {"heads": [], "matrix": [], "asks": [], "lines": []}
MEETING: dict[str, Sample] = {
    "room-new": Sample("room_new.html", PSYCHOLOGIST, OPENING),
    "meeting": Sample("meeting.html", PSYCHOLOGIST, SITTING),
    "meeting-faults": Sample(
        "meeting.html",
        PSYCHOLOGIST,
        SITTING | form({}, [("minuter0", "Skriv hur många minuter.")]) | {"names": {"minuter0": "Minuter"}},
    ),
    "meeting-family": Sample(
        "meeting.html",
        MOTHER,
        FAMILYS | {"points": [{"at": None, "topic": "Hur jag mår", "minutes": 10, "unit": HOSTILE}]},
    ),
    "meeting-empty": Sample("meeting.html", MOTHER, FAMILYS | {"points": []}),
}
