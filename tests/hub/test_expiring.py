"""What runs out by itself is written down once, and there is a receipt of it that holds."""

import asyncio
from datetime import timedelta

import pytest

from consent.ledger.signed_note import Verifier
from consent.receipt import verify_receipt
from consent.tables import ExpiryRow
from hub.demo.load import renew_register
from hub.expiring import expire
from tests.hub.loading import log_in
from tests.hub.running import KINDS, Browser, Running


async def pass_time(hub: Running, **passed: float) -> None:
    """The clock that this hub goes by is so much later, and the register has been checked, as it is every day."""
    at = await hub.house.clock() + timedelta(**passed)
    hub.house.ledger._clock = lambda: at
    await renew_register(hub.house)


def keys(hub: Running) -> tuple[Verifier, Verifier]:
    return hub.house.receipts.verifier, hub.house.checkpoints.verifier


async def receipt(browser: Browser, consent: str) -> str:
    page = await browser.get(f"/medgivande/{consent}")
    assert f'href="/kvitto/slut/{consent}/sida"' in page.text
    assert "tiden är slut" in page.text
    shown = await browser.get(f"/kvitto/slut/{consent}/sida")
    assert "Tiden tog slut" in shown.text
    assert f'href="/kvitto/slut/{consent}"' in shown.text
    paper = await browser.get(f"/kvitto/slut/{consent}/pdf")
    assert paper.content.startswith(b"%PDF")
    return (await browser.get(f"/kvitto/slut/{consent}")).text


async def test_it_is_written_down_once_and_everybody_who_was_asked_has_a_receipt(any_hub: Running) -> None:
    consent, later = any_hub.ids.of("consent", "tove-ja"), any_hub.ids.of("consent", "linnea-kvallar")
    assert await expire(any_hub.house) == 0
    for below in ("", "/sida", "/pdf"):
        assert (await any_hub.browser("mother").get(f"/kvitto/slut/{consent}{below}")).status_code == 404
    await pass_time(any_hub, days=190)
    assert sum(await asyncio.gather(*(expire(any_hub.house) for _ in range(3)))) >= 1
    assert await expire(any_hub.house) == 0
    ended = [e.body["consent"] for e in await any_hub.entries() if e.kind == "ConsentExpired"]
    assert ended.count(consent) == 1
    assert later not in ended, "it never stood, as Linnea had said no"
    assert await ExpiryRow.count().run() == len(ended)
    for kind in ("mother", "father"):
        text = await receipt(await log_in(any_hub, KINDS[kind]), consent)
        told = verify_receipt(text, *keys(any_hub))
        assert (told.record.event.type, told.record.event.state, told.record.event.by) == (
            "expire",
            "expired",
            None,
        )
        assert told.record.record_id == consent
    stranger = await log_in(any_hub, KINDS["guardian of another family"])
    for below in ("", "/sida", "/pdf"):
        assert (await stranger.get(f"/kvitto/slut/{consent}{below}")).status_code == 404


@pytest.mark.parametrize("days", [170, 240])
async def test_before_its_end_and_long_after_nothing_is_written(any_hub: Running, days: int) -> None:
    """A month after an end nobody comes back to it: the consent opens nothing either way."""
    await pass_time(any_hub, days=days)
    await expire(any_hub.house)
    consent = any_hub.ids.of("consent", "tove-ja")
    assert not await ExpiryRow.exists().where(ExpiryRow.consent == consent).run()
