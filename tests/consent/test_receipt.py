"""A receipt holds offline, says what the ledger says, and shows every byte that was changed."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consent.database import close_database, engine_for, migrate
from consent.errors import Forged, Malformed
from consent.events import (
    ConsentAsked,
    ConsentExpired,
    ConsentGranted,
    ConsentRefused,
    ConsentWithdrawn,
    Event,
    RoomOpened,
)
from consent.keys.sealing import commit
from consent.ledger import canonical
from consent.ledger.log import Ledger
from consent.ledger.piccolo_storage import PiccoloStorage
from consent.ledger.signed_note import Signer
from consent.receipt import issue, verify_grounds, verify_receipt
from consent.receipt_form import Notice, Shown

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LEDGER = Signer("test.example/log", Ed25519PrivateKey.generate())
RECEIPTS = Signer("test.example/receipts", Ed25519PrivateKey.generate())
KEYS = (RECEIPTS.verifier, LEDGER.verifier)
MADE: dict[str, Any] = {
    "room": "r1",
    "by": "p1",
    "capacity": "guardian",
    "consent": "c1",
    "act": "a1",
    "how": "eid",
}


SHOWN = Shown(version="samrum-fraga-1", language="sv", text="Får de läsa om Tove?\nBUP\nJa, dela med dem")
SALT = bytes(range(32))
UNSHOWN: dict[str, Any] = msgspec.to_builtins(SHOWN.notice(SALT))


def asked(consent: str = "c1", room: str = "r1") -> ConsentAsked:
    return ConsentAsked(
        room=room,
        by="p9",
        consent=consent,
        subject="p2",
        purpose="SIP-skolfranvaro",
        meeting=None,
        from_units=frozenset({"SKOLA.EH", "BUP"}),
        to_units=frozenset({"SOC.FORE", "BUP"}),
        categories=frozenset({"maende", "franvaro"}),
        starts="2026-11-23T09:00:00+00:00",
        ends="2027-05-23T09:00:00+00:00",
    )


@pytest.fixture
async def ledger(database_url: str) -> AsyncIterator[Ledger]:
    engine = engine_for(database_url)
    await migrate(engine, ["consent.ledger.piccolo_app"])
    ledger = Ledger(PiccoloStorage(engine), LEDGER, clock=lambda: NOW)
    await ledger.start()
    opened = RoomOpened(room="r1", by="p9", child="p2", purpose="SIP-skolfranvaro")
    await ledger.append([opened, asked("c0"), asked(), asked("c1", "r2")])
    yield ledger
    await ledger.stop()
    await close_database(engine)


async def receipt_of(ledger: Ledger, event: Event, notice: Notice | None = None) -> str:
    (act,) = await ledger.append([event])
    await ledger.append([asked("later")])
    return await issue(ledger, act, signer=RECEIPTS, notice=notice)


def shown_yes() -> ConsentGranted:
    """A yes to the text that was shown."""
    return ConsentGranted(**MADE, shown=commit(SHOWN.as_committed(), SALT))


@pytest.mark.parametrize(
    ("event", "kind", "state"),
    [
        (ConsentGranted(**MADE), "grant", "given"),
        (ConsentRefused(**MADE), "refuse", "refused"),
        (ConsentWithdrawn(**MADE), "withdraw", "withdrawn"),
        (ConsentWithdrawn(**MADE, categories=frozenset({"maende"})), "withdraw", "narrowed"),
        (ConsentExpired(room="r1", consent="c1"), "expire", "expired"),
    ],
    ids=["grant", "refuse", "withdraw", "narrow", "expire"],
)
async def test_it_says_what_was_done(ledger: Ledger, event: Event, kind: str, state: str) -> None:
    receipt = verify_receipt(await receipt_of(ledger, event), *KEYS)
    assert (receipt.record.event.type, receipt.record.event.state) == (kind, state)
    assert receipt.record.event.time == "2026-11-23T09:00:00.000000Z"
    assert receipt.record.event.validity.ends == "2027-05-23T09:00:00+00:00"
    assert (receipt.record.record_id, receipt.receipt_id, receipt.record.pii_principal) == (
        "c1",
        event.body().get("act", "c1"),
        "p2",
    )
    assert receipt.record.processing.basis == "medgivande att häva sekretess, OSL 10:1, 12:2"
    assert receipt.record.processing.categories == ("franvaro", "maende")
    assert receipt.record.parties.to_units == ("BUP", "SOC.FORE")
    assert "GDPR" not in str(receipt)
    verify_grounds(receipt, LEDGER.verifier)


async def test_every_changed_byte_is_found(ledger: Ledger) -> None:
    text = (await receipt_of(ledger, shown_yes(), SHOWN.notice(SALT))).encode()
    for index in range(len(text)):
        for mask in (0x01, 0x20):
            other = bytearray(text)
            other[index] ^= mask
            with pytest.raises(Forged):
                verify_receipt(bytes(other), *KEYS)


async def test_nothing_can_be_cut_off_or_added(ledger: Ledger) -> None:
    text = await receipt_of(ledger, ConsentGranted(**MADE))
    line = text.splitlines(keepends=True)[-1]
    for other in ["", "\n\n", text[:-1], text[1:], text + "\n", text + line, "\n" + text, text * 2]:
        with pytest.raises(Forged, match="the receipt"):
            verify_receipt(other, *KEYS)


async def test_the_wrong_keys_are_named(ledger: Ledger) -> None:
    text = await receipt_of(ledger, ConsentGranted(**MADE))
    stranger = Signer("test.example/receipts", Ed25519PrivateKey.generate()).verifier
    with pytest.raises(Forged, match="the receipt: "):
        verify_receipt(text, stranger, LEDGER.verifier)
    with pytest.raises(Forged, match="the checkpoint: "):
        verify_receipt(text, RECEIPTS.verifier, stranger)


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("schema_version", "samrum-receipt-2", "schema_version"),
        ("record.record_id", "c0", "record_id"),
        ("receipt_id", "a2", "receipt_id"),
        ("record.pii_principal", "p3", "pii_principal"),
        ("record.processing.purpose", "something else", "processing"),
        ("record.processing.basis", "consent, GDPR 6(1)(a)", "processing"),
        ("record.processing.categories", ["franvaro", "maende", "missbruk"], "processing"),
        ("record.parties.to_units", ["BUP", "POL", "SOC.FORE"], "parties"),
        ("record.parties.room", "r2", "parties"),
        ("record.event.type", "grant", "event"),
        ("record.event.time", "2026-11-22T09:00:00.000000Z", "event"),
        ("record.event.by", "p3", "event"),
        ("record.event.validity", {"starts": "2026-11-23T09:00:00+00:00", "ends": "2028-01-01"}, "event"),
        ("ledger.act.index", 3, "the act in the ledger"),
        ("ledger.asked.index", 1, "the question in the ledger"),
        ("ledger.act.proof", [], "the act in the ledger"),
        ("ledger.asked.leaf", "{}", "the question in the ledger"),
        ("ledger.checkpoint", "", "the checkpoint"),
        ("@context", {}, "context"),
        ("@type", "dpv:ConsentRecord", "the receipt's form"),
        ("record.notice", UNSHOWN, "the entries"),
        ("extra", 1, "the receipt's form"),
    ],
)
async def test_a_lie_by_the_receipts_own_key_is_located(
    ledger: Ledger, path: str, value: object, where: str
) -> None:
    text = await receipt_of(ledger, ConsentRefused(**MADE))
    content = msgspec.json.decode(text.partition("\n")[0])
    *parents, last = path.split(".")
    place = content
    for name in parents:
        place = place[name]
    assert place.get(last) != value
    place[last] = value
    lie = RECEIPTS.sign(canonical.dumps(content).decode() + "\n")
    with pytest.raises(Forged, match=f"^{where}"):
        verify_receipt(lie, *KEYS)


async def test_a_receipt_in_another_form_of_the_same_json_is_refused(ledger: Ledger) -> None:
    text = await receipt_of(ledger, ConsentGranted(**MADE))
    loose = RECEIPTS.sign(text.partition("\n")[0].replace('":', '": ', 1) + "\n")
    with pytest.raises(Forged, match="canonical"):
        verify_receipt(loose, *KEYS)


async def test_only_acts_about_what_was_asked_have_receipts(ledger: Ledger) -> None:
    with pytest.raises(Malformed):
        await receipt_of(ledger, RoomOpened(room="r1", by="p9", child="p2", purpose="x"))
    with pytest.raises(Malformed):
        await receipt_of(ledger, ConsentGranted(**{**MADE, "consent": "never-asked"}))
