"""How long a session and a login stand, by the clock handed in."""

from datetime import timedelta

import pytest

from consent.errors import Moved
from hub.login import attempt, session
from hub.login.tables import LoginRow, SessionRow
from tests.hub.login.hub_under_test import MOTHER, NOON, Hub


@pytest.mark.parametrize(
    ("minutes", "stands"), [(0, True), (29, True), (30, False), (31, False), (600, False)]
)
async def test_an_idle_session_ends_after_half_an_hour(hub: Hub, minutes: int, stands: bool) -> None:
    browser = hub.browser()
    await browser.log_in(MOTHER)
    hub.clock.forward(minutes=minutes)
    assert bool((await browser.get("/vem")).json()) is stands
    assert ("SessionEnded" in await hub.kinds()) is not stands


async def test_a_session_in_use_ends_after_ten_hours(hub: Hub) -> None:
    browser = hub.browser()
    await browser.log_in(MOTHER)
    for _ in range(29):
        hub.clock.forward(minutes=20)
        assert (await browser.get("/vem")).json()
    hub.clock.forward(minutes=20)
    assert (await browser.get("/vem")).json() == {}
    hub.clock.forward(minutes=-1)
    assert (await browser.get("/vem")).json() == {}, "ended is ended, whatever the clock does"


async def test_choosing_again_does_not_prolong_the_day(hub: Hub) -> None:
    browser = hub.browser()
    await browser.log_in(MOTHER)
    first = await session.find(browser.session or "")
    hub.clock.forward(minutes=20)
    await browser.press(await browser.get("/uppdrag"), "/uppdrag", uppdrag="familj", follow=False)
    second = await session.find(browser.session or "")
    assert first is not None
    assert second is not None
    assert (second.created, second.login_at) == (first.created, first.login_at)


async def test_a_screen_keeps_nobody_logged_in(hub: Hub) -> None:
    """What a page asks by itself is no sign of a person."""
    browser = hub.browser()
    await browser.log_in(MOTHER)
    for _ in range(2):
        hub.clock.forward(minutes=14)
        assert (await browser.get("/skarm")).json() == {"in": True}
    hub.clock.forward(minutes=2)
    assert (await browser.get("/skarm")).json() == {"in": False}


async def test_being_seen_is_written_at_most_once_a_minute(hub: Hub) -> None:
    browser = hub.browser()
    await browser.log_in(MOTHER)
    for seconds, expected in [(59, 0), (1, 60), (30, 60), (30, 120)]:
        hub.clock.forward(seconds=seconds)
        await browser.get("/vem")
        rows = await SessionRow.select(SessionRow.seen).run()
        assert rows[0]["seen"] == NOON + timedelta(seconds=expected)


async def test_stale_sessions_are_swept_away_and_written_down(hub: Hub) -> None:
    for _ in range(2):
        await hub.browser().log_in(MOTHER)
    hub.clock.forward(minutes=20)
    await hub.browser().log_in(MOTHER)
    hub.clock.forward(minutes=10)
    assert await session.end_stale(at=hub.clock.now, ledger=hub.ledger) == 2
    assert (await hub.kinds()).count("SessionEnded") == 2
    assert await SessionRow.count() == 1


async def test_nothing_is_appended_under_a_session_that_has_ended(hub: Hub) -> None:
    """A decision made just before the logout can't be written after it: the version has moved."""
    browser = hub.browser()
    await browser.log_in(MOTHER)
    held = await session.find(browser.session or "")
    assert held is not None
    assert (await hub.ledger.moment([f"session:{held.scope}"])).versions == {f"session:{held.scope}": 1}
    await session.end(held, ledger=hub.ledger)
    assert (await hub.ledger.moment([f"session:{held.scope}"])).versions == {f"session:{held.scope}": 2}
    with pytest.raises(Moved):
        await session.choose(held, assignment=None, at=hub.clock.now, ledger=hub.ledger)
    assert await SessionRow.count() == 0


@pytest.mark.parametrize(("minutes", "status"), [(9, 200), (10, 400), (25, 400)])
async def test_a_login_is_good_for_ten_minutes(hub: Hub, minutes: int, status: int) -> None:
    browser = hub.browser()
    page = await browser.get("/logga-in?till=/vem")
    hub.clock.forward(minutes=minutes)
    assert (await browser.pick(page, MOTHER)).status_code == status


async def test_old_attempts_are_forgotten(hub: Hub) -> None:
    for _ in range(3):
        await hub.browser().get("/logga-in")
    assert await LoginRow.count() == 3
    hub.clock.forward(minutes=2 * int(attempt.LASTS.total_seconds()) // 60 + 1)
    await hub.browser().get("/logga-in")
    assert await LoginRow.count() == 1
