"""The pages in the tests of their look: each as one person sees it, with the context that its handler passes."""

from tests.hub.look import AUDITOR, MOTHER, PSYCHOLOGIST
from tests.hub.page_facts import (
    ASKING,
    EMPTY_ROOM,
    HOSTILE,
    IN_ROOM,
    LINES,
    LISTED,
    NOON,
    PEOPLE,
    READING,
    SOON,
    UNITS,
    VIEWING,
    WRITING,
    Sample,
    form,
)
from tests.hub.page_facts_ledger import LEDGER, PROOF
from tests.hub.page_facts_recording import RECORDING
from tests.hub.page_facts_story import COPIED, EMPTY, PLACE, SHARING, STORIES, TELLING
from tests.hub.page_samples_child import CHILD
from tests.hub.page_samples_consents import CONSENTS
from tests.hub.page_samples_meeting import MEETING
from tests.hub.page_samples_notices import NOTICES
from tests.hub.page_samples_whys import ASKED_WHY, WHYS

READ = {
    "code": "0" * 26,
    "refused": False,
    "asks": "here",
    "screen": [],
    "due": None,
    "answers": [],
    "at": NOON,
    "item": "t1",
    "unit": UNITS[0][1],
    "role": "kurator",
    "from": "Barn- och ungdomspsykiatrin (BUP)",
    "about": ["Hur jag mår"],
    "why": "Med samtycke",
    "consents": ["c1"],
    "child": HOSTILE,
    "purpose": "Få det att fungera i skolan",
}
ANSWERED = {"asks": "elsewhere", "due": NOON, "answers": ["t2"]}
MINE_ROOM = {"id": "rum1", "child": HOSTILE, "purpose": "Må bättre", "items": [LISTED]}
NO_FAULTS = form({}, [])
READERS = NO_FAULTS | {
    "own": True,
    "now": NOON,
    "rows": [READ],
    "more": True,
    "children": PEOPLE,
    "query": "",
    "paper": True,
}
CHOSEN = {
    "query": "?nekade=ja",
    "own": False,
    "now": NOON,
    "rows": [READ | {"refused": True, "asks": ""}, READ | {"screen": [HOSTILE, "BUP"]}],
    "children": PEOPLE[:1],
    "paper": False,
}
BAD_DAY = form({"fran": [HOSTILE]}, [("fran", "Skriv ett datum som finns, till exempel 2027-01-31.")])
FAULTS = form(
    {"rubrik": [HOSTILE], "text": ["</textarea><b>x"], "kategori": ["maende"], "om": ["alva"]},
    [(where, "Det saknas. Fyll i det.") for where in ("rubrik", "kategori", "till", "slutar", "")],
)


SAMPLES: dict[str, Sample] = {
    **MEETING,
    "rooms": Sample(
        "rooms.html",
        PSYCHOLOGIST,
        {
            "rooms": [
                {"id": "rum1", "child": HOSTILE, "purpose": "Må bättre", "open": True},
                {"id": "rum2", "child": "ናሆም", "purpose": "Må bättre", "open": False},
            ]
        },
    ),
    "no-rooms": Sample("rooms.html", PSYCHOLOGIST, {"rooms": []}),
    "room-staff": Sample("room.html", PSYCHOLOGIST, IN_ROOM),
    "room-participant": Sample("room.html", PSYCHOLOGIST, IN_ROOM | ASKED_WHY),
    "room-family": Sample(
        "room.html", MOTHER, IN_ROOM | {"consents": [], "forbehall": False, "leads": False, "usual": []}
    ),
    "room-soon": Sample(
        "room.html",
        PSYCHOLOGIST,
        IN_ROOM | {"consents": [LINES[0] | {"soon": s} for s in SOON]},
    ),
    "room-empty": Sample("room.html", PSYCHOLOGIST, EMPTY_ROOM),
    "invite": Sample("invite.html", PSYCHOLOGIST, {"room": "rum1", "offered": PEOPLE}),
    "invite-nobody": Sample("invite.html", PSYCHOLOGIST, {"room": "rum1", "offered": []}),
    "item": Sample("item.html", PSYCHOLOGIST, READING),
    "item-redacted": Sample("item.html", PSYCHOLOGIST, READING | {"redacted": True}),
    "item-own": Sample("item.html", PSYCHOLOGIST, READING | {"mine": True}),
    "item-hidden": Sample("item.html", PSYCHOLOGIST, READING | {"mine": True, "hidden": ["guardians"]}),
    "item-family": Sample("item.html", MOTHER, READING | {"mine": True, "units": []}),
    "publish": Sample("publish.html", PSYCHOLOGIST, WRITING | NO_FAULTS),
    "publish-faults": Sample("publish.html", PSYCHOLOGIST, WRITING | FAULTS),
    "publish-family": Sample("publish.html", MOTHER, WRITING | NO_FAULTS | {"units": [], "teaching": []}),
    "publish-view": Sample("publish.html", MOTHER, VIEWING | NO_FAULTS),
    "publish-view-faults": Sample("publish.html", MOTHER, VIEWING | FAULTS),
    "publish-view-lost-faults": Sample(
        "publish.html", MOTHER, VIEWING | {"about": None, "lost": True} | FAULTS
    ),
    "ask": Sample("ask.html", PSYCHOLOGIST, ASKING | NO_FAULTS),
    "ask-faults": Sample("ask.html", PSYCHOLOGIST, ASKING | FAULTS),
    "record": Sample("record.html", PSYCHOLOGIST, RECORDING),
    "record-nothing": Sample("record.html", PSYCHOLOGIST, RECORDING | {"lines": [], "guardians": []}),
    "readers": Sample("readers.html", MOTHER, READERS | {"rows": [READ, READ | {"role": ""} | ANSWERED]}),
    "readers-chosen": Sample("readers.html", MOTHER, READERS | CHOSEN | NO_FAULTS),
    "readers-faults": Sample("readers.html", MOTHER, READERS | BAD_DAY),
    "no-readers": Sample("readers.html", MOTHER, READERS | {"rows": [], "more": False}),
    "no-readers-chosen": Sample("readers.html", MOTHER, READERS | CHOSEN | {"rows": []}),
    "story": Sample("story.html", MOTHER, {"stories": STORIES}),
    "story-nobody": Sample("story.html", MOTHER, {"stories": []}),
    "story-write": Sample("story_write.html", MOTHER, TELLING | NO_FAULTS),
    "story-write-faults": Sample("story_write.html", MOTHER, TELLING | FAULTS),
    "story-which-child": Sample("story_write.html", MOTHER, TELLING | NO_FAULTS | {"child": ""}),
    "story-share": Sample("story_share.html", MOTHER, SHARING | {"places": [PLACE, COPIED, EMPTY]}),
    "story-share-nowhere": Sample("story_share.html", MOTHER, SHARING | {"places": []}),
    "story-share-room": Sample("story_share_room.html", MOTHER, SHARING | NO_FAULTS | {"place": PLACE}),
    "story-share-again": Sample("story_share_room.html", MOTHER, SHARING | FAULTS | {"place": COPIED}),
    "story-share-empty": Sample("story_share_room.html", MOTHER, SHARING | NO_FAULTS | {"place": EMPTY}),
    "item-answerable": Sample("item.html", MOTHER, READING | {"answerable": True}),
    "item-part": Sample("item.html", MOTHER, READING | {"mine": True, "part": True, "units": []}),
    "mine": Sample("mine.html", MOTHER, {"rooms": [MINE_ROOM], "about_me": [LISTED]}),
    "mine-nothing": Sample("mine.html", MOTHER, {"rooms": [], "about_me": []}),
    "ledger": Sample("ledger.html", AUDITOR, LEDGER),
    "ledger-empty": Sample(
        "ledger.html", AUDITOR, LEDGER | {"rows": [], "chosen": "", "older": None, "newest": True}
    ),
    "ledger-row": Sample("ledger_row.html", AUDITOR, PROOF),
    "ledger-row-broken": Sample("ledger_row.html", AUDITOR, PROOF | {"holds": False, "proof": []}),
    "keys": Sample(
        "keys.html",
        MOTHER,
        {"ledger": "samrum.example+0123abcd+" + "A" * 44, "receipts": "samrum.example/receipts+0" + "A" * 44},
    ),
    "refused": Sample(
        "refused.html",
        PSYCHOLOGIST,
        {
            "sentence": "Det saknas ett samtycke.",
            "log_in": False,
            "back": "/",
            "again": "",
            "kept": False,
            "written": True,
        },
    ),
    "refused-login": Sample(
        "refused.html",
        MOTHER,
        {
            "sentence": "Du behöver logga in med e-legitimation.",
            "log_in": True,
            "back": "/uppgift/t1",
            "again": "",
            "kept": False,
            "written": True,
        },
    ),
    **CONSENTS,
    **WHYS,
    **NOTICES,
    **CHILD,
}
