"""The values that the auditor's pages show in the tests of their look."""

from typing import Any

from consent.ledger.entry import Entry
from consent.ledger.merkle import Frontier
from consent.ledger.storage import Head
from hub.audit.telling import Section
from hub.wording import words
from tests.hub.page_facts import HOSTILE, NOON, UNITS

ROW = {
    "index": 3,
    "at": NOON,
    "what": words.event("ItemOpened"),
    "about": "Få det att fungera i skolan",
    "who": HOSTILE,
    "unit": UNITS[0][1],
    "reason": "Med samtycke",
}
ENTRY = Entry(
    index=3,
    at=NOON,
    kind="ItemOpened",
    nonce="ab" * 16,
    room="rum1",
    room_index=0,
    room_prev=None,
    body={},
    leaf=b'{"kind":"<b>ItemOpened</b>","nonce":"' + b"ab" * 200 + b'"}',
    hash=b"\x01" * 32,
)
HEAD = Head(frontier=Frontier(), at=NOON)
PROOF: dict[str, Any] = {
    "entry": ENTRY,
    "head": HEAD,
    "proof": ["ab" * 32],
    "holds": True,
    "leaf": ENTRY.leaf.decode(),
    "what": words.event("ItemOpened"),
    "sections": [
        Section("", [("Vem", [HOSTILE]), ("Ämnen", ["Hur jag mår", HOSTILE])]),
        Section("Rummet", [("Ändamål", ["Få det att fungera i skolan"]), ("Barnet", ["Skyddad person"])]),
    ],
}
LEDGER: dict[str, Any] = {
    "head": HEAD,
    "rows": [ROW],
    "chosen": "ItemOpened",
    "all": "allt",
    "newest": False,
    "kinds": [("ItemOpened", words.event("ItemOpened")), ("ItemRefused", words.event("ItemRefused"))],
    "older": 3,
    "vkey": "samrum.example+0123abcd+" + "A" * 44,
}
