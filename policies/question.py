"""What somebody asks the gate, as a value. The facts that it is asked of come beside it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from consent.record import Act, Consent
from policies.facts import Hiding, Item, Prevention


class Asks(StrEnum):
    """The verbs of a question."""

    READS = "reads"
    VIEWS = "views"
    GRANTS = "grants"
    PUBLISHES = "publishes"
    RECORDS_CONSENT = "records_consent"
    RECORDS_ACT = "records_act"
    HIDES = "hides"
    RECORDS_PREVENTION = "records_prevention"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question to the gate at one moment.

    `capacity` is a unit id (a staff member) or `guardian` or `self` (a family member).
    `item`, `room` and `consent` are ids, whichever the verb needs; the draft is what would be saved.
    `purpose` None means the room's. `loa` is the session's level of assurance, 0 where there is none.
    `spoke` is who spoke, where staff record an act; None means the one whom the act names.
    `login_age` is the time since the person's own e-ID login. `ledger_up` is whether it can be written.
    """

    asks: Asks
    who: str
    capacity: str
    at: datetime
    item: str | None = None
    room: str | None = None
    consent: str | None = None
    meeting: str | None = None
    purpose: str | None = None
    loa: int = 3
    login_age: timedelta = timedelta(0)
    ledger_up: bool = True
    spoke: str | None = None
    draft_item: Item | None = None
    draft_consent: Consent | None = None
    draft_act: Act | None = None
    draft_hiding: Hiding | None = None
    draft_prevention: Prevention | None = None
