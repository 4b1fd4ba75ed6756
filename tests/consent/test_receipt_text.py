"""The text that a page showed stands in the receipt, and no other text can stand in its place."""

import base64
import hashlib

import pytest

from consent.errors import Malformed
from consent.events import ConsentGranted
from consent.ledger.log import Ledger
from consent.receipt import verify_receipt
from consent.receipt_form import Notice
from tests.consent.test_receipt import KEYS, MADE, SALT, SHOWN, UNSHOWN, ledger, receipt_of, shown_yes

__all__ = ["ledger"]


async def test_it_holds_the_text_that_was_shown(ledger: Ledger) -> None:
    receipt = verify_receipt(await receipt_of(ledger, shown_yes(), SHOWN.notice(SALT)), *KEYS)
    assert receipt.record.notice is not None
    assert receipt.record.notice.text == SHOWN.text
    assert receipt.record.notice.sha256 == hashlib.sha256(SHOWN.text.encode()).hexdigest()


@pytest.mark.parametrize(
    "other",
    [
        {"text": "Får de läsa om Tove?\nBUP\nNej, dela inte med dem"},
        {"language": "ar"},
        {"version": "samrum-fraga-2"},
        {"sha256": "0" * 64},
        {"salt": base64.b64encode(bytes(32)).decode()},
        {"salt": "AAAA"},
        {"salt": "not base64"},
    ],
)
async def test_no_other_text_can_stand_in_its_place(ledger: Ledger, other: dict[str, str]) -> None:
    """Not even by the hub's own hand: the ledger commits to the text, its form and its language."""
    lie = Notice(**{**UNSHOWN, **other})
    with pytest.raises(Malformed):
        await receipt_of(ledger, shown_yes(), lie)


async def test_where_no_page_was_answered_it_says_no_text(ledger: Ledger) -> None:
    with pytest.raises(Malformed):
        await receipt_of(ledger, ConsentGranted(**MADE), SHOWN.notice(SALT))
    receipt = verify_receipt(await receipt_of(ledger, shown_yes()), *KEYS)
    assert receipt.record.notice is None
