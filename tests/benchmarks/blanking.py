"""P7 and P8: how soon what was open is closed after a withdrawal on every node, and on a screen that is cut off.

Three hubs serve one town on PostgreSQL. On each lie scripted screens, which listen to the stream and ask as the page's
script does, and one real browser. A screen counts as closed when it is told no; a browser when it shows no text.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack

from playwright.async_api import Browser as Chromium

from tests.benchmarks.measure import Measurement, Row
from tests.benchmarks.screens import (
    MOTHER,
    NODES,
    Place,
    Screen,
    consented,
    gone,
    listeners_killed,
    page_at,
    with_place,
)
from tests.benchmarks.served import percentile

Say = Callable[[str], None]

SCREENS, ROUNDS = 19, 7
"""Scripted screens on each hub beside its browser, and withdrawals."""
P95_MS, P99_MS = 250, 500
LEASE_MS = 5_000


def blanking(say: Say) -> list[Row]:
    """P7: from the moment that a withdrawal is acknowledged until every open screen is closed."""
    return with_place(_withdrawals, say)


def cut_off(say: Say) -> list[Row]:
    """P8: how long a screen shows what it showed that hears nothing more, or is frozen."""
    return with_place(_cuts, say)


async def _withdrawals(place: Place, chromium: Chromium, say: Say) -> list[Row]:
    took = [one for number in range(ROUNDS) for one in await _round(place, chromium, say, f"{number + 1}")]
    p95, p99 = percentile(took, 0.95), percentile(took, 0.99)
    deaf = await _round(place, chromium, say, "listeners killed", listeners_killed)
    return [
        Row(
            id="P7",
            what=f"withdrawal acknowledged until every open screen is closed: {NODES} nodes, "
            f"{SCREENS} scripted screens and a browser on each, {ROUNDS} withdrawals",
            value=f"p95 {p95:.0f} ms, p99 {p99:.0f} ms",
            comparison=f"median {percentile(took, 0.5):.0f} ms, the last of {len(took)} {max(took):.0f} ms",
            goal=f"p95 at most {P95_MS} ms, p99 {P99_MS} ms",
            met=p95 <= P95_MS and p99 <= P99_MS,
            samples={"ms": took},
        ),
        Row(
            id="P7",
            what="the same once, where the connection that each node listens on was killed just before",
            value=f"{max(deaf):.0f} ms",
            comparison=f"median {percentile(deaf, 0.5):.0f} ms",
            goal=f"at most {LEASE_MS:,} ms",
            met=max(deaf) <= LEASE_MS,
            samples={"ms": deaf},
        ),
    ]


async def _round(
    place: Place,
    chromium: Chromium,
    say: Say,
    name: str,
    before: Callable[[Place], Awaitable[object]] | None = None,
) -> list[float]:
    """One withdrawal; the milliseconds until each screen is closed."""
    consent = await consented(place)
    async with AsyncExitStack() as stack:
        screens = [
            await stack.enter_async_context(Screen(place, port))
            for port in place.ports
            for _ in range(SCREENS)
        ]
        pages = [await page_at(place, chromium, port) for port in place.ports]
        waiting = [asyncio.create_task(one.closed()) for one in screens]
        waiting += [asyncio.create_task(gone(page)) for page in pages]
        await asyncio.sleep(0.5)
        assert not any(task.done() for task in waiting), "closed before anybody withdrew"
        if before is not None:
            await before(place)
        mother = await place.come_in(MOTHER)
        answer = await mother.send(f"/medgivande/{consent}/sluta", {"vad": "del", "enhet": "BUP"})
        acknowledged = time.perf_counter()
        assert answer.status_code == 303, answer.text
        took = [max(0.0, one - acknowledged) * 1_000 for one in await asyncio.gather(*waiting)]
        for page in pages:
            assert "mindre i skolan" not in await page.inner_text("body")
            await page.context.close()
    say(f"{name}: {len(took)} screens, the last after {max(took):.0f} ms")
    return took


async def _cuts(place: Place, chromium: Chromium, say: Say) -> list[Row]:
    await consented(place)
    took = []
    for number in range(5):
        page = await page_at(place, chromium, place.ports[number % NODES])
        began = time.perf_counter()
        await page.context.set_offline(True)
        took.append((await gone(page) - began) * 1_000)
        await page.context.close()
        say(f"{number + 1}: {took[-1]:.0f} ms")
    return [
        Row(
            id="P8",
            what="a screen that is cut off from the net shows no text after",
            value=f"{max(took):.0f} ms",
            comparison="the longest of 5, in a real browser",
            goal=f"at most {LEASE_MS:,} ms",
            met=max(took) <= LEASE_MS,
            samples={"ms": took},
        )
    ]


MEASUREMENTS = {
    "P7": Measurement("P7", "a withdrawal until every open screen is closed", blanking),
    "P8": Measurement("P8", "a screen that hears nothing more", cut_off),
}
