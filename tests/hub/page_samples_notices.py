"""Samples of the pages on which somebody says where they want to be told, and of the demo's postbox."""

from typing import Any

from hub.demo.postbox import Posted
from hub.notices.contacts import Contact, Contacts
from hub.notices.message import Message
from hub.notices.post import Kind
from tests.hub.look import MOTHER, PSYCHOLOGIST
from tests.hub.page_facts import HOSTILE, NOON, Sample, form

BY = {"mail": "Mejl", "sms": "Sms"}
LONG = "en.ganska.lang.adress.som.nagon.kan.ha@posten.kommunen.exempel.se"
MAIL, PHONE = Contact(kind=Kind.MAIL, address=LONG), Contact(kind=Kind.SMS, address="+46701234567")
NOTHING: dict[str, Any] = {"known": Contacts(), "kinds": [*BY.items()], "by": BY} | form({}, [])
REFUSED = Contact(kind=Kind.MAIL, address=LONG, works=False)
WRONG = [("kod", "Koden stämmer inte. Läs den en gång till och försök igen.")]
MISTYPED = [("satt", "Välj ett av svaren som finns."), ("adress", "Det saknas. Fyll i det.")]
SENT = Message(to=LONG, id="1", subject="Du har ett nytt meddelande", text=HOSTILE, at=NOON)

NOTICES: dict[str, Sample] = {
    "contact": Sample("contact.html", MOTHER, NOTHING),
    "contact-staff": Sample("contact.html", PSYCHOLOGIST, NOTHING | {"known": Contacts(confirmed=PHONE)}),
    "contact-wanted": Sample(
        "contact.html", MOTHER, NOTHING | {"known": Contacts(confirmed=REFUSED, wanted=PHONE)}
    ),
    "contact-wrong": Sample(
        "contact.html", MOTHER, NOTHING | {"known": Contacts(wanted=MAIL)} | form({}, WRONG)
    ),
    "contact-over": Sample("contact.html", MOTHER, NOTHING | form({}, WRONG)),
    "contact-faults": Sample("contact.html", MOTHER, NOTHING | form({"adress": [HOSTILE]}, MISTYPED)),
    "contact-no-post": Sample("contact.html", MOTHER, NOTHING | {"kinds": []}),
    "demo-post": Sample("demo_post.html", MOTHER, {"posted": [Posted(kind, SENT) for kind in Kind]}),
    "demo-post-empty": Sample("demo_post.html", MOTHER, {"posted": []}),
}
