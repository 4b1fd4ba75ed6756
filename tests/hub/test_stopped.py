"""After a stop the page says what it came to: all of it, some, or nothing that one can stop alone."""

import pytest

from consent.record import Act, Effect
from consent.words import ActKind, Capacity
from hub.sharing import Stopped, stopped_by
from tests.hub.loading import log_in
from tests.hub.page_facts import NOON
from tests.hub.reading import main_text
from tests.hub.running import Kind, Running


def one(*codes: str) -> frozenset[str]:
    return frozenset(codes)


@pytest.mark.parametrize(
    ("units", "categories", "effect", "stopped"),
    [
        ((), (), Effect(ends=True), Stopped.ALL),
        ((), (), Effect(), Stopped.NONE),
        ((), (), Effect(categories=one("maende")), Stopped.SOME),
        (("BUP",), ("maende",), Effect(units=one("BUP"), categories=one("maende")), Stopped.ALL),
        (("BUP",), ("maende",), Effect(units=one("BUP")), Stopped.SOME),
        (("BUP",), ("maende",), Effect(), Stopped.NONE),
    ],
)
def test_what_a_stop_came_to(
    units: tuple[str, ...], categories: tuple[str, ...], effect: Effect, stopped: Stopped
) -> None:
    said = Act(
        by="Maria",
        capacity=Capacity.GUARDIAN,
        kind=ActKind.WITHDRAW,
        at=NOON,
        units=one(*units),
        categories=one(*categories),
        effect=effect,
    )
    assert stopped_by(said) is stopped


async def test_nobody_is_told_that_they_have_stopped_what_goes_on(any_hub: Running) -> None:
    """A child who is not assessed mature, and then a youth who decides alone."""
    told = []
    part = {"vad": "del", "kategori": "franvaro"}
    for who, key, form in (("tove", "tove-ja", part), ("linnea", "linnea-mar", {"vad": "allt"})):
        number = any_hub.ids.of("consent", key)
        browser = await log_in(any_hub, Kind(who))
        stopped = await browser.send(f"/medgivande/{number}/sluta", form)
        assert stopped.headers["location"].endswith("/klart")
        told.append(main_text((await browser.get(stopped.headers["location"])).text))
    assert "Det delas ändå som förut. Du kan inte stoppa det ensam." in told[0]
    assert "Det du sa nej till delas inte med stöd av det här, från och med nu." in told[1]
