"""Where the cases are asked: the real application, opened anew on fresh files for each case."""

import shutil
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx2
from litestar import Litestar

from consent.ledger.storage import Storage
from hub.app import create_app
from hub.demo.identity import DemoPerson
from hub.demo.keys import demo_environment
from hub.demo.scenarios_http.browser import Browser
from hub.demo.scenarios_http.storage import Refusing
from hub.house import House
from hub.opening import Fittings, bring_up_to_date
from hub.people.register import KEY_SCOPE
from hub.settings import Settings

ADDRESS = "https://scenarier.invalid"
FILES = ("samrum.db", "keys.db")
LEFT_BEHIND = ("", "-wal", "-shm")
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


class Clock:
    """The time as a case has it. It is only ever moved forward within a case."""

    def __init__(self) -> None:
        self.now = datetime.min.replace(tzinfo=UTC)

    def reach(self, at: datetime) -> None:
        """Move on to `at`, if that is later."""
        self.now = max(self.now, at)

    def __call__(self) -> datetime:
        return self.now


class Stage:
    """One application for all cases; each case opens it on its own files."""

    def __init__(self, folder: Path, people: list[DemoPerson]) -> None:
        self._empty = folder / "empty"
        self._data = folder / "case"
        self.clock = Clock()
        self.storage: Refusing | None = None
        environment = demo_environment(self._data, public_url=ADDRESS) | {"SAMRUM_MODE": "test"}
        self._settings = Settings.from_environment(environment)
        self._transport: httpx2.ASGITransport | None = None
        self.app = self._application(people)

    def _application(self, people: list[DemoPerson]) -> Litestar:
        """The application; its own identity provider is reached in this process.

        In scenario files every language counts as approved.
        """
        later = _Later()
        fittings = Fittings(clock=self.clock, storage=self._watched, approved=None)
        app = create_app(self._settings, fittings=fittings, transport=later, demo_people=people)
        self._transport = later.to = httpx2.ASGITransport(app=app)  # type: ignore[arg-type]
        return app

    def _watched(self, storage: Storage) -> Storage:
        self.storage = Refusing(storage)
        return self.storage

    async def prepare(self, rooms: Iterable[str]) -> None:
        """Make the files that every case begins with: migrated, and empty but for the keys of these rooms."""
        await bring_up_to_date(self._settings)
        async with self.app.lifespan():
            for scope in (KEY_SCOPE, *(f"room:{room}" for room in rooms)):
                await self.app.state.house.keys.create(scope, at=LONG_AGO)
        self._empty.mkdir()
        for name in FILES:
            shutil.copy(self._data / name, self._empty / name)

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[House]:
        """The house of one case, at the beginning of time."""
        for name in FILES:
            for end in LEFT_BEHIND:
                (self._data / f"{name}{end}").unlink(missing_ok=True)
            shutil.copy(self._empty / name, self._data / name)
        self.clock.now = datetime.min.replace(tzinfo=UTC)
        async with self.app.lifespan():
            yield self.app.state.house

    @asynccontextmanager
    async def browser(self) -> AsyncIterator[Browser]:
        """A browser that has never been here."""
        assert self._transport is not None
        async with httpx2.AsyncClient(transport=self._transport, base_url=ADDRESS) as client:
            yield Browser(client)

    def cut_ledger(self) -> None:
        """From now on nothing can be written in the ledger."""
        assert self.storage is not None
        self.storage.down = True


class _Later(httpx2.AsyncBaseTransport):
    """A way to the application that is named before the application exists."""

    to: httpx2.AsyncBaseTransport

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Pass it on."""
        return await self.to.handle_async_request(request)
