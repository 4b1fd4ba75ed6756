"""No text was opened under a consent after its end or narrowing: the verifier replays the order."""

import pytest

from consent.events import Event
from tests.consent.ledger.exports import exported, filled, verified
from tests.consent.ledger.happenings import ended, narrowed, opened


@pytest.mark.parametrize(
    ("events", "broken"),
    [
        ([opened("r1", "c1"), ended("c1")], []),
        ([ended("c1"), opened("r1", "c1")], [1]),
        ([ended("c1"), opened("r1", "c2"), opened("r2", "c2", "c1")], [2]),
        ([narrowed("c1", units=("BUP",)), opened("r1", "c1", reader="BUP")], [1]),
        ([narrowed("c1", units=("BUP",)), opened("r1", "c1", reader="POL")], []),
        ([narrowed("c1", units=("SKOLA.EH",)), opened("r1", "c1")], [1]),
        ([narrowed("c1", categories=("brott",)), opened("r1", "c1", categories=("maende", "brott"))], [1]),
        ([narrowed("c1", categories=("brott",)), opened("r1", "c1", categories=("maende",))], []),
        ([narrowed("c1", units=("POL",)), narrowed("c1", units=("BUP",)), opened("r1", "c1")], [2]),
        ([narrowed("c2", units=("BUP",)), opened("r1", "c1")], []),
        ([ended("c1"), opened("r1")], []),
    ],
)  # fmt: skip
async def test_the_order_of_openings_and_ends(events: list[Event], broken: list[int]):
    """Signed and whole in every other way: only the order gives it away."""
    verdict = verified(await exported(await filled(events)))
    assert [(finding.what, finding.index) for finding in verdict.findings] == [
        ("order", index) for index in broken
    ]
