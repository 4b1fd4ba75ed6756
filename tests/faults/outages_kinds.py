"""The outages themselves, one after the other: the disk and the clock under SQLite, the way to PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from unittest.mock import patch

from consent.database import postgres
from consent.database.failures import FAILURES
from consent.errors import LedgerClosed
from consent.ledger import attempt
from tests.faults.outages_faults import clock_off_by, planted
from tests.faults.outages_proxy import Proxy, proxied
from tests.faults.outages_visits import READERS, Visits
from tests.hub.bad_input_sent import Desk
from tests.hub.loading import copy, load
from tests.hub.running import Kept, running
from tests.hub.sweep_walk import prepare
from tests.support.databases import PostgresServer

ENOUGH = 10
"""Failures after which it stops; with a fault planted the first is enough."""
HOURS = (1, 24, 24 * 400)


@asynccontextmanager
async def visited(kept: Kept, found: list[Visits]) -> AsyncIterator[Visits]:
    """The running hub, and those who visit it."""
    async with running(kept) as hub:
        visits = Visits(Desk(hub, await prepare(hub, hub.browser("participant"))))
        found.append(visits)
        yield visits


async def on_sqlite(
    disk: Path, town: Kept, count: int, chance: Random, found: list[Visits], fault: str | None
) -> None:
    """The disk fills, everything closes, somebody makes room; and now and then the clock is set back."""
    async with visited(copy(town, disk / "town"), found) as visits:
        for number in range(count):
            if len(visits.failures) >= (1 if fault else ENOUGH):
                return
            visits.counted["outages"] += 1
            if number % 4 == 3:
                await clock_set_back(visits, timedelta(hours=chance.choice(HOURS)))
                continue
            size, what = await visits.size(), "a full disk"
            filler = disk / "filler"
            _fill(filler)
            answers = await visits.meanwhile(what)
            filler.unlink()
            await visits.until_open(what)
            await visits.judge(what, size, *answers)


def _fill(filler: Path) -> None:
    with filler.open("wb", buffering=0) as file:
        for block in (1 << 20, 1 << 12, 1):
            try:
                while file.write(b"\0" * block) == block:
                    pass
            except OSError:
                continue


async def clock_set_back(visits: Visits, back: timedelta) -> None:
    """On SQLite this machine's clock is the clock, and the ledger's time never goes backwards."""
    (last,) = await visits.desk.hub.house.ledger.find(limit=1)
    with clock_off_by(-back):
        answers = [await visits.read(kind) for kind in READERS]
    (new,) = await visits.desk.hub.house.ledger.find(limit=1)
    if [answer.status_code for answer in answers] != [200, 200]:
        visits.failures.append(f"the clock set back by {back}: nothing can be read")
    if new.index <= last.index or new.at < last.at:
        visits.failures.append(f"the clock set back by {back}: time in the ledger went backwards")


async def on_postgres(
    server: PostgresServer, folder: Path, count: int, chance: Random, found: list[Visits], fault: str | None
) -> None:
    """The way to the database is cut in one manner after the other; and now and then the clock is wrong."""
    urls = {name: server.create() for name in ("DATABASE_URL", "KEY_DATABASE_URL")}
    town = await asyncio.to_thread(lambda: load(folder / "towns", **urls))
    with impatient(), planted(fault):
        await _cut_now_and_then(town, urls["DATABASE_URL"], count, chance, found, fault)


async def _cut_now_and_then(
    town: Kept, url: str, count: int, chance: Random, found: list[Visits], fault: str | None
) -> None:
    async with proxied(url) as (proxy, through):
        there = Kept(town.folder, {**town.environment, "DATABASE_URL": through}, town.cookies)
        async with visited(there, found) as visits:
            for number in range(count):
                if len(visits.failures) >= (1 if fault else ENOUGH):
                    break
                await _outage(visits, proxy, number, chance)
            proxy.cut()


@contextmanager
def impatient() -> Iterator[None]:
    """The hub waits as it always does, in a tenth of the time."""
    with (
        patch.object(postgres, "PATIENCE", postgres.PATIENCE / 10),
        patch.object(attempt, "PATIENCE", attempt.PATIENCE / 10),
        patch.object(attempt, "LOOKING", attempt.LOOKING / 10),
    ):
        yield


async def _outage(visits: Visits, proxy: Proxy, number: int, chance: Random) -> None:
    visits.counted["outages"] += 1
    try:
        if number % 5 == 4:
            wrong = timedelta(hours=chance.choice((-1, 1)) * chance.choice(HOURS))
            await clock_is_wrong(visits, wrong)
        else:
            await way_is_cut(visits, proxy, chance, mute=number % 10 == 7)
    except (LedgerClosed, *FAILURES) as error:
        visits.failures.append(f"the ledger can't be read any more: {error!r}")


async def way_is_cut(visits: Visits, proxy: Proxy, chance: Random, *, mute: bool) -> None:
    """Away for a while; or cut at a message or a commit, before it arrives or before it is answered.

    What is cut is reset, or goes silent.
    """
    size = await visits.size()
    manner = chance.choice(("away", "at a message", "at a message", "at a commit", "at a commit"))
    proxy.after, proxy.silent = chance.random() < 0.5, chance.choice((0.0, 0.0, 0.2))
    proxy.mute = mute
    what = f"{manner}, {'after' if proxy.after else 'before'} it is done{', in silence' if mute else ''}"
    if manner == "away":
        proxy.open = mute
        proxy.cut()
    else:
        proxy.at_commit = manner == "at a commit"
        proxy.left = chance.randrange(2 if proxy.at_commit else 24)
    answers = await visits.meanwhile(what)
    proxy.mend()
    await visits.until_open(what)
    await visits.judge(what, size, *answers)


async def clock_is_wrong(visits: Visits, wrong: timedelta) -> None:
    """The database's clock decides: what is written down has its time, and everybody stays logged in."""
    with clock_off_by(wrong):
        answers = [await visits.read(kind) for kind in READERS]
        (new,) = await visits.desk.hub.house.ledger.find(limit=1)
    if [answer.status_code for answer in answers] != [200, 200]:
        visits.failures.append(f"the clock wrong by {wrong}: {[answer.status_code for answer in answers]}")
    if abs(new.at - datetime.now(UTC)) > timedelta(minutes=1):
        visits.failures.append(f"the clock wrong by {wrong}: an entry at {new.at.isoformat()}")
