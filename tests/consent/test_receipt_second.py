"""The second program reads the text that was shown too, and takes no lie of the receipts' own key."""

from typing import Any

import msgspec
import pytest

from consent.ledger import canonical
from consent.ledger.log import Ledger
from tests.consent.receipt_by_hand import Wrong, check
from tests.consent.test_receipt import LEDGER, RECEIPTS, SALT, SHOWN, ledger, receipt_of, shown_yes

__all__ = ["ledger"]

KEYS = f"{LEDGER.verifier}\n{RECEIPTS.verifier}\n"


async def test_the_text_that_was_shown_holds(ledger: Ledger) -> None:
    told = check(await receipt_of(ledger, shown_yes(), SHOWN.notice(SALT)), KEYS)
    assert told["type"] == "grant"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("record.notice.text", "Får polisen läsa om Tove?"),
        ("record.notice.language", "ar"),
        ("record.notice.version", "samrum-fraga-2"),
        ("record.notice.sha256", "0" * 64),
        ("record.notice.salt", "AAAA"),
        ("record.notice.salt", "not base64"),
        ("record.notice", {"text": "x"}),
        ("record.notice", "x"),
        ("record", None),
        ("record.event.state", "refused"),
        ("form", "samrum-receipt-3"),
        ("@context", {}),
        ("@type", "dpv:ConsentRecord"),
    ],
)
async def test_no_lie_of_the_receipts_own_key_is_taken(ledger: Ledger, path: str, value: Any) -> None:
    text = await receipt_of(ledger, shown_yes(), SHOWN.notice(SALT))
    content = msgspec.json.decode(text.partition("\n")[0])
    *parents, last = path.split(".")
    place = content
    for name in parents:
        place = place[name]
    place[last] = value
    with pytest.raises(Wrong):
        check(RECEIPTS.sign(canonical.dumps(content).decode() + "\n"), KEYS)


async def test_a_word_that_is_turned_around_in_the_context_is_noticed(ledger: Ledger) -> None:
    text = await receipt_of(ledger, shown_yes())
    content = msgspec.json.decode(text.partition("\n")[0])
    content["@context"]["event"]["@context"]["given"] = "dpv:ConsentRefused"
    with pytest.raises(Wrong, match="mean something else"):
        check(RECEIPTS.sign(canonical.dumps(content).decode() + "\n"), KEYS)
