"""What a receipt says, in the sections of ISO/IEC TS 27560:2023, told from two entries of the ledger.

Everything in a receipt stands in the ledger: what was asked (`ConsentAsked`), what the person did about it, and a
commitment to the text that the page showed then. So nothing needs to be believed on the word of whoever signed the
receipt. Ids are those of the room's chain; names stand in the text that was shown, and nowhere else.
"""

import base64
import hashlib
from collections.abc import Mapping
from typing import Literal, TypeVar

import msgspec

from consent.errors import Malformed
from consent.events import ConsentAsked, ConsentExpired, ConsentGranted, ConsentRefused, ConsentWithdrawn
from consent.keys.sealing import commit
from consent.ledger import canonical
from consent.ledger.entry import Entry, stamp
from consent.receipt_terms import CONFORMS_TO, CONTEXT

BASIS = "medgivande att häva sekretess, OSL 10:1, 12:2"
"""It lifts secrecy between units. It is never the basis of processing under the GDPR."""

STATES = {
    ConsentGranted.__name__: ("grant", "given"),
    ConsentRefused.__name__: ("refuse", "refused"),
    ConsentWithdrawn.__name__: ("withdraw", "withdrawn"),
    ConsentExpired.__name__: ("expire", "expired"),
}

NOBODY: Mapping[str, object] = {
    "by": None,
    "capacity": None,
    "how": None,
    "recorded_by": None,
    "commitment": None,
    "units": [],
    "categories": [],
}
"""What an entry leaves out that nobody made, or that names no part."""


class Section(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of a receipt; an unknown field makes it malformed."""


S = TypeVar("S", bound=Section)


class Processing(Section, frozen=True, kw_only=True):
    """What was asked, for what, on what basis secrecy is lifted; `notice` leaves out what was taken out of it since."""

    purpose: str
    basis: str
    categories: tuple[str, ...]
    jurisdiction: str


class Parties(Section, frozen=True, kw_only=True):
    """Between which units, in which room, and in which meeting only if it was limited to one."""

    room: str
    meeting: str | None
    from_units: tuple[str, ...]
    to_units: tuple[str, ...]


class Validity(Section, frozen=True, kw_only=True):
    """The window that was asked for: the start is inside, the end outside."""

    starts: str
    ends: str


class Event(Section, frozen=True, kw_only=True):
    """What the person did: `grant`, `refuse` or `withdraw`, when it was recorded, how, in what capacity; or
    `expire`, which nobody does: its time ran out.

    `state` is `given`, `refused`, `withdrawn`, `expired`, or `narrowed` where `units` or `categories` name a part.
    `commitment` commits to the words that staff (`recorded_by`) recorded.
    """

    type: str
    time: str
    state: str
    validity: Validity
    by: str | None
    capacity: str | None
    how: str | None
    recorded_by: str | None
    commitment: str | None
    units: tuple[str, ...]
    categories: tuple[str, ...]


class Notice(Section, frozen=True, kw_only=True):
    """The exact text that the page showed to whoever answered: in which form (`version`) and language (RFC 5646).

    `sha256` is that of the text, in hex. `salt` (base64) opens the commitment in the ledger.
    """

    version: str
    language: str
    text: str
    sha256: str
    salt: str


class Record(Section, frozen=True, kw_only=True, rename={"kind": "@type"}):
    """One consent, and what was done about it. `notice` is missing where no page of ours was answered."""

    kind: Literal["dpv:ConsentRecord"] = "dpv:ConsentRecord"
    record_id: str
    pii_principal: str
    processing: Processing
    parties: Parties
    event: Event
    notice: Notice | None = None


class Told(Section, frozen=True, kw_only=True, rename={"kind": "@type", "context": "@context"}):
    """All that is read out of the two entries, as JSON-LD."""

    context: dict[str, object]
    kind: Literal["dpv:ConsentReceipt"] = "dpv:ConsentReceipt"
    form: Literal["samrum-receipt-2"] = "samrum-receipt-2"
    schema_version: str
    receipt_id: str
    record: Record


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What a page showed: the form of the text, the language, and the text."""

    version: str
    language: str
    text: str

    def as_committed(self) -> bytes:
        """The bytes that the ledger commits to: canonical JSON (RFC 8785)."""
        return canonical.dumps(msgspec.to_builtins(self))

    def notice(self, salt: bytes) -> Notice:
        """The same for a receipt, with the salt of the commitment."""
        return Notice(
            **msgspec.to_builtins(self),
            sha256=hashlib.sha256(self.text.encode()).hexdigest(),
            salt=base64.b64encode(salt).decode(),
        )


def tell(asked: Entry, act: Entry, notice: Notice | None = None) -> Told:
    """What the two entries say; raises Malformed unless they are a question and an act about it, and the `notice` is
    the one that the act commits to."""
    if asked.kind != ConsentAsked.__name__ or act.kind not in STATES:
        raise Malformed(f"entries {asked.index} and {act.index} are not a question and an act about it")
    same = (asked.room, asked.body.get("consent")) == (act.room, act.body.get("consent"))
    if not same or asked.index >= act.index:
        raise Malformed(f"entry {act.index} is not about what entry {asked.index} asked")
    if notice is not None:
        _check(notice, act)
    what: dict[str, object] = {**asked.body, "room": asked.room, "basis": BASIS, "jurisdiction": "SE"}
    kind, state = STATES[act.kind]
    done: dict[str, object] = {**NOBODY, **act.body, "type": kind, "time": stamp(act.at)}
    done["state"] = "narrowed" if done["units"] or done["categories"] else state
    done["validity"] = _part(Validity, what)
    return Told(
        context=dict(CONTEXT),
        schema_version=CONFORMS_TO,
        receipt_id=str(act.body.get("act", act.body.get("consent"))),
        record=Record(
            record_id=str(act.body.get("consent")),
            pii_principal=str(asked.body.get("subject")),
            processing=_part(Processing, what),
            parties=_part(Parties, what),
            event=_part(Event, done),
            notice=notice,
        ),
    )


def _check(notice: Notice, act: Entry) -> None:
    """Raise Malformed unless the ledger commits to this text, in this form and language."""
    shown = Shown(version=notice.version, language=notice.language, text=notice.text)
    try:
        salt = base64.b64decode(notice.salt, validate=True)
        committed = commit(shown.as_committed(), salt)
    except ValueError as error:
        raise Malformed(f"the salt of the text that was shown: {error}") from error
    if committed != act.body.get("shown") or shown.notice(salt) != notice:
        raise Malformed("the text that was shown is not the one that the ledger commits to")


def _part(form: type[S], of: Mapping[str, object]) -> S:
    fields = {name: of[name] for name in form.__struct_fields__ if name in of}
    try:
        return msgspec.convert(fields, form)
    except msgspec.ValidationError as error:
        raise Malformed(f"an entry does not say what a receipt needs: {error}") from error
