"""The values that the pages of one's own story show in the tests of their look."""

from dataclasses import replace

from hub.pages.story_sharing import Place
from hub.story.reuse import Use
from hub.story.words import Words
from tests.hub.page_facts import HOSTILE, KINDS, LISTED, NUMBER, PEOPLE, UNITS

USE = Use(
    item="t2", purpose="SIP-skolfranvaro", older=True, adapted=False, read=3, units=[UNITS[0][1]], named=False
)
USES = [USE, replace(USE, older=False, adapted=True, read=1), replace(USE, older=False, read=0)]
READ_BY, READ_ALONE = {"readers": [HOSTILE, "ናሆም"]}, {"readers": []}
STORIES = [
    {
        "child": NUMBER,
        "name": HOSTILE,
        "parts": [LISTED | READ_BY | {"uses": USES}, LISTED | READ_ALONE | {"uses": USES[1:2]}],
        "left": USES[2:],
        "wrote": False,
        "others": [LISTED],
    },
    {
        "child": NUMBER,
        "name": "ናሆም",
        "parts": [LISTED | READ_ALONE | {"uses": []}],
        "left": [],
        "wrote": False,
        "others": [],
    },
    {"child": NUMBER, "name": "Alva Andersson", "parts": [], "left": [], "wrote": False, "others": []},
]
TELLING = {
    "number": NUMBER,
    "proof": "0" * 32,
    "child": "alva",
    "children": PEOPLE[:2],
    "people": PEOPLE,
    "relatives": PEOPLE[1:],
    "categories": KINDS,
}
PLACE = Place(room="rum1", purpose="Få det att fungera i skolan", units=UNITS, copy=None)
COPIED, EMPTY = replace(PLACE, copy="t2"), replace(PLACE, units=[])
SHARING = {
    "item": "t1",
    "number": NUMBER,
    "text": Words(title="Kvällarna " + HOSTILE, text="Lugna."),
    "categories": [KINDS[0][1]],
}
