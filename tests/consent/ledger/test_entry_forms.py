"""The forms of an entry that its fields can have."""

from datetime import timedelta, timezone

import msgspec
import pytest

from consent.errors import Malformed, Moved
from consent.ledger import Ledger, MemoryStorage, canonical
from consent.ledger.entry import decode, stamp, unstamp
from tests.consent.ledger.happenings import began
from tests.consent.ledger.test_refusals import LEAF, NOON, SIGNER, swapped


@pytest.mark.parametrize(
    ("number", "held"), [(2**53 - 1, True), (1 - 2**53, True), (2**53, False), (-(2**53), False)]
)
def test_a_number_that_json_can_not_hold_is_refused(number: int, held: bool) -> None:
    leaf = swapped(LEAF, b'"meeting":"m1"', b'"meeting":%d' % number)
    if held:
        assert decode(leaf).body["meeting"] == number
    else:
        with pytest.raises(Malformed):
            decode(leaf)


def test_a_body_that_is_not_plain_is_read_in_the_slower_way() -> None:
    fields = msgspec.to_builtins(decode(LEAF)) | {"body": {"a": [{"b": 1.5}], "c": "å"}}
    leaf = canonical.dumps(fields)
    assert decode(leaf).body == {"a": [{"b": 1.5}], "c": "å"}
    for bad in (leaf.replace(b"1.5", b"1.50"), leaf.replace("å".encode(), b"\\u00e5")):
        with pytest.raises(Malformed, match="not in canonical form"):
            decode(bad)


def test_a_time_is_written_in_utc() -> None:
    east = NOON.astimezone(timezone(timedelta(hours=2)))
    assert stamp(east) == "2026-11-23T12:00:00.000000Z"
    assert unstamp(stamp(east)) == NOON
    assert unstamp(stamp(NOON)).tzinfo is not None


@pytest.mark.parametrize(("age", "stands"), [(1_000_000, True), (1_000_001, False)])
async def test_a_decision_is_good_for_a_second(age: int, stands: bool) -> None:
    ledger = Ledger(MemoryStorage(), SIGNER, clock=lambda: NOON)
    await ledger.start()
    asked = ledger.append([began()], decided_at=NOON - timedelta(microseconds=age))
    if stands:
        assert await asked
    else:
        with pytest.raises(Moved, match="decided at"):
            await asked
    await ledger.stop()
