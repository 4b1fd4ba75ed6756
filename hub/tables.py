"""All tables of the hub's own database, and the Piccolo apps that migrate it."""

from piccolo.table import Table

from consent import tables as consents
from hub.login import tables as login
from hub.meeting import tables as meeting
from hub.notices import tables as notices
from hub.people import tables as people
from hub.story import tables as story

HUB_TABLES: tuple[type[Table], ...] = (
    *people.TABLES,
    *meeting.TABLES,
    *story.TABLES,
    *login.TABLES,
    *notices.TABLES,
)
TABLES: tuple[type[Table], ...] = (*HUB_TABLES, *consents.TABLES)
APPS = ("consent.ledger.piccolo_app", "consent.piccolo_app", "hub.piccolo_app")
KEY_APPS = ("consent.keys.piccolo_app",)
