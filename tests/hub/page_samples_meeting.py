"""The pages of a sitting and of what a room is opened from, in the tests of their look."""

from hub.meeting.agenda import Point
from hub.story.words import Words
from hub.wording import words
from hub.wording.endings import endings
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
        {"at": NOON, "until": NOON, "left": 3, "topic": "Hur jag mår", "minutes": 10, "unit": HOSTILE},
        {"at": NOON, "until": NOON, "left": 0, "topic": "", "minutes": 1, "unit": ""},
    ],
    "heads": ["Punkt", UNITS[0][1], UNITS[1][1]],
    "matrix": [["Hur jag mår", "har punkten", "Det saknas ett samtycke."]],
    "asks": [{"where": "/rum/rum1/fraga?till=POL", "topic": "Hur jag mår", "unit": UNITS[1][1]}],
    "lines": [Point("maende", 10, "SKOLA.EH"), Point("", 10)],
    "topics": topics(),
    "units": UNITS,
    "names": {},
    "is_open": False,
    "here": None,
    "present": [],
    "stops": [],
    "question": None,
    "new_id": NUMBER,
} | form({}, [])
FAMILYS = SITTING | {
    "heads": [],
    "matrix": [],
    "asks": [],
    "lines": [],
    "stops": [{"where": "/medgivande/c1/sluta?enhet=BUP", "unit": HOSTILE, "about": ["Hur jag mår"]}],
}
HERE = [
    {"id": "h1", "kind": "staff", "name": HOSTILE, "unit": UNITS[0][1], "goes": True},
    {"id": "h2", "kind": "interpreter", "name": HOSTILE, "unit": UNITS[0][1], "goes": True},
    {"id": "h3", "kind": "guest", "name": HOSTILE, "unit": UNITS[0][1], "goes": False},
]
OPEN = {"is_open": True, "present": HERE, "sitting": SITTING["sitting"] | {"state": "open"}}
ASKED = {"words": Words(title=HOSTILE, text=HOSTILE), "held": True, "renews": "/uppgift/t1/kvar?marke=x"}
SCREEN = {
    "room": "rum1",
    "sitting": OPEN["sitting"],
    "is_open": True,
    "here": HERE[0],
    "guests": False,
    "fewer": True,
    "present": HERE,
    "points": SITTING["points"],
    "texts": [
        {
            "asked": True,
            "words": Words(title=HOSTILE, text=HOSTILE, place=HOSTILE),
            "categories": ["Hur jag mår"],
            "unit": UNITS[0][1],
            "author": HOSTILE,
        }
    ],
    "renews": "/rum/rum1/mote/s1/skarm/kvar?skarm=x&marke=y",
}
ENDING = {
    "room": "rum1",
    "meeting": "s1",
    "is_open": True,
    "upcoming": None,
    "ways": [("igen", "Vi ses igen"), *endings()],
    "new_id": NUMBER,
} | form({}, [])
ASKING = FAMILYS | OPEN | {"present": [], "question": ASKED | {"held": False}}
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
        FAMILYS
        | {"points": [{"at": None, "until": None, "topic": "Hur jag mår", "minutes": 10, "unit": HOSTILE}]},
    ),
    "meeting-open": Sample("meeting.html", PSYCHOLOGIST, SITTING | OPEN | {"question": ASKED}),
    "meeting-here": Sample("meeting.html", PSYCHOLOGIST, SITTING | OPEN | {"here": HERE[0]}),
    "meeting-open-family": Sample(
        "meeting.html", MOTHER, FAMILYS | OPEN | {"present": [], "question": ASKED | {"held": False}}
    ),
    "meeting-here-family": Sample("meeting.html", MOTHER, FAMILYS | OPEN | {"here": HERE[0]}),
    "screen": Sample("screen.html", PSYCHOLOGIST, SCREEN),
    "screen-guests": Sample(
        "screen.html", PSYCHOLOGIST, SCREEN | {"guests": True, "texts": [], "points": []}
    ),
    "screen-not-here": Sample("screen.html", PSYCHOLOGIST, SCREEN | {"here": None, "texts": []}),
    "screen-over": Sample("screen.html", PSYCHOLOGIST, SCREEN | {"is_open": False}),
    "meeting-end": Sample("meeting_end.html", PSYCHOLOGIST, ENDING),
    "meeting-end-faults": Sample(
        "meeting_end.html",
        PSYCHOLOGIST,
        ENDING
        | form({"vidare": ["igen"]}, [("dag", "Skriv ett datum som finns.")])
        | {"names": {"dag": "Dag"}},
    ),
    "meeting-end-next": Sample("meeting_end.html", PSYCHOLOGIST, ENDING | {"upcoming": NOON}),
    "meeting-end-over": Sample("meeting_end.html", PSYCHOLOGIST, ENDING | {"is_open": False}),
    "meeting-empty": Sample("meeting.html", MOTHER, FAMILYS | {"points": []}),
}
