"""The made-up town in the running application: loaded once in each process, copied for each test.

Every kind of person logs in through the demo's identity provider before the copies are made, so that in each
copy everybody is logged in already.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from hub.demo.load import load_town
from hub.demo.people import demo_people
from hub.demo.town import Town
from hub.login.session import hashed
from hub.login.tables import SessionRow
from tests.hub.running import (
    KINDS,
    SESSION,
    STRANGER,
    TOKEN,
    UNDECIDED,
    Browser,
    Kept,
    Kind,
    Running,
    running,
)
from tests.support.copies import Copies
from tests.support.databases import PostgresServer

DATABASES = ("DATABASE_URL", "KEY_DATABASE_URL")


async def log_in(
    hub: Running, kind: Kind, *, choose: bool = True, level: int = 3, browser: Browser | None = None
) -> Browser:
    """Log somebody in through the identity provider, and have them choose their assignment."""
    browser = browser or hub.browser()
    place = [person.number for person in demo_people(hub.town)].index(_number(hub.town, kind.who))
    answer = await browser.get("/logga-in?till=/tillganglighet")
    page = await browser.get(answer.headers["location"])
    answer = await browser.press(page, "/demo-idp/authorize", person=f"{place}:{level}")
    answer = await browser.get(answer.headers["location"])
    if choose and answer.headers["location"].startswith("/uppdrag"):
        staff = hub.town.staff[kind.who]
        code = "familj"
        if kind.unit is not None:
            role = next(a.role for a in staff.assignments if a.unit == kind.unit)
            code = hub.ids.of("assignment", f"{kind.who}/{kind.unit}/{role}")
        answer = await browser.send("/uppdrag", {"till": "/tillganglighet", "uppdrag": code})
    assert answer.status_code == 303, answer.text
    await browser.get("/tillganglighet")
    return browser


async def renew(hub: Running, name: str) -> None:
    """Log a kind of person in anew: what is hidden from others, a child reads for five minutes after a login."""
    browser = await log_in(hub, KINDS[name])
    hub.kept = replace(hub.kept, cookies=hub.kept.cookies | {name: cookies_of(browser)})


async def later(browser: Browser, hub: Running | None = None, **passed: float) -> None:
    """So much time passes after the login of this browser; `hub` is where it has been used since, if it has."""
    if hub is not None:
        hub.app.state.sessions._kept.clear()
    session = SessionRow.id == hashed(browser.client.cookies[SESSION])
    (row,) = await SessionRow.select(SessionRow.login_at).where(session).run()
    before = row["login_at"] - timedelta(**passed)
    await SessionRow.update({SessionRow.login_at: before}).where(session).run()


def cookies_of(browser: Browser) -> dict[str, str]:
    """What a browser keeps of a login."""
    return {name: browser.client.cookies[name] for name in (SESSION, TOKEN)}


def _number(held: Town, who: str) -> str:
    return (held.staff.get(who) or held.families[who]).number


def load(folder: Path, **environment: str) -> Kept:
    """A loaded town with every kind of person logged in."""
    kept = Kept(folder, environment)

    async def build() -> None:
        async with running(kept) as hub:
            await load_town(hub.house, say=lambda _: None)
            for name, kind in KINDS.items():
                browser = await log_in(hub, kind)
                kept.cookies[name] = cookies_of(browser)
            browser = await log_in(hub, KINDS["participant"], choose=False)
            kept.cookies[UNDECIDED] = cookies_of(browser)
            browser = hub.browser()
            await browser.get("/tillganglighet")
            kept.cookies[STRANGER] = {TOKEN: browser.token}

    with asyncio.Runner() as runner:
        runner.run(build())
    return kept


def copy(kept: Kept, folder: Path) -> Kept:
    """The same town in another folder, for a test to write in."""
    shutil.copytree(kept.folder, folder)
    return Kept(folder, kept.environment, kept.cookies)


@pytest.fixture(scope="session")
def loaded_town(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """The town, loaded once in this process; nobody writes in it."""
    return load(tmp_path_factory.mktemp("town") / "data")


@pytest.fixture
async def hub(loaded_town: Kept, tmp_path: Path) -> AsyncIterator[Running]:
    """The application on a town of one's own."""
    async with running(copy(loaded_town, tmp_path / "data")) as found:
        yield found


@pytest.fixture(scope="session")
def town_on_postgres(
    tmp_path_factory: pytest.TempPathFactory, postgres_server: PostgresServer
) -> Iterator[tuple[Kept, dict[str, Copies]]]:
    """The same on PostgreSQL, and copies of its databases to write in."""
    urls = {name: postgres_server.create() for name in DATABASES}
    copies = {name: Copies(postgres_server, url) for name, url in urls.items()}
    yield load(tmp_path_factory.mktemp("town") / "data", **urls), copies
    for name, url in urls.items():
        copies[name].close()
        postgres_server.drop(url)


@pytest.fixture
async def postgres_hub(
    town_on_postgres: tuple[Kept, dict[str, Copies]], tmp_path: Path
) -> AsyncIterator[Running]:
    """The application on a town of one's own in PostgreSQL."""
    async with running_on(*town_on_postgres, tmp_path / "data") as found:
        yield found


@asynccontextmanager
async def running_on(kept: Kept, copies: dict[str, Copies], folder: Path) -> AsyncIterator[Running]:
    """The application on copies of its databases, which are put back afterwards."""
    urls = {name: some.lend() for name, some in copies.items()}
    copied = copy(kept, folder)
    async with running(Kept(copied.folder, urls, copied.cookies)) as found:
        yield found
    for name, url in urls.items():
        copies[name].take_back(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def any_hub(request: pytest.FixtureRequest) -> Running:
    """The application on each kind of database."""
    found: Running = request.getfixturevalue("hub" if request.param == "sqlite" else "postgres_hub")
    return found
