"""The town with a canary in every text, loaded once and copied, and the application on one copy after the other."""

import asyncio
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from typing import Any, TypeVar
from unittest.mock import patch

import msgspec
import uvloop

from hub.demo import load as loading
from hub.demo import postgres
from hub.demo.ids import TownIds
from hub.demo.keys import demo_environment
from hub.demo.town import Town, steps, town
from hub.login.session import IDLE
from hub.settings import Settings
from tests.hub.bad_input_described import Described
from tests.hub.bad_input_forms import CANARY
from tests.hub.bad_input_found import Found, find_all
from tests.hub.bad_input_schemathesis import Case, draw_cases
from tests.hub.loading import DATABASES, copy, load
from tests.hub.running import ADDRESS, Kept, Running, running
from tests.hub.sweep_walk import prepare
from tests.support.databases import PostgresServer, name_in

T = TypeVar("T")


def marked(held: Town, ids: TownIds) -> Town:
    """The town with its canary in the heading, the words and the place of every text."""

    def mark(one: steps.AnyStep) -> steps.AnyStep:
        if not isinstance(one, steps.Publish):
            return one
        word = f" {CANARY}{ids.of('item', one.item)}"
        return msgspec.structs.replace(
            one, title=one.title + word, text=one.text + word, place=one.place + word if one.place else ""
        )

    rooms = {
        key: msgspec.structs.replace(room, steps=tuple(mark(one) for one in room.steps))
        for key, room in held.rooms.items()
    }
    return msgspec.structs.replace(held, rooms=rooms)


class PlantedTown:
    """A loaded town on one kind of database, with what there is to find in it, and of which copies are made."""

    def __init__(self, folder: Path, server: PostgresServer | None) -> None:
        self.folder, self.server, self.copies, self.began = folder, server, 0, time.monotonic()
        urls = {name: server.create() for name in DATABASES} if server else {}
        settings = Settings.from_environment(demo_environment(folder / "town", public_url=ADDRESS))
        with patch.object(loading, "town", lambda: marked(town(), TownIds(settings.lookup_key))):
            self.kept = load(folder / "town", **urls)
        self._cases: list[Case] = []
        self.ids = self.run(self._prepared())
        self.found = self.run(self._found())
        self.described = Described(self.found.routes)

    def run(self, what: Coroutine[Any, Any, T]) -> T:
        """Run it to its end, in the kind of loop that the server runs in."""
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            return runner.run(what)

    async def _prepared(self) -> dict[str, str]:
        async with running(self.kept) as hub:
            kurator = hub.browser("participant")
            ids = await prepare(hub, kurator)
            word = f"{CANARY}{ids['hidden']}"
            fields = {"version": "1", "rubrik": word, "text": word}
            assert (await kurator.send(f"/uppgift/{ids['hidden']}/ratta", fields)).status_code == 303
            return ids

    async def _found(self) -> Found:
        async with self.fresh() as hub:
            return await find_all(hub, self.ids)

    def cases(self, draw: Random, each: int) -> list[Case]:
        """What schemathesis makes of the routes, drawn once for each town."""
        if not self._cases:
            self._cases = draw_cases(self.found, draw, each)
        return self._cases

    @property
    def old(self) -> bool:
        """Whether those who were logged in when it was loaded will soon have been away for too long."""
        return time.monotonic() - self.began > IDLE.total_seconds() / 2

    @asynccontextmanager
    async def fresh(self) -> AsyncIterator[Running]:
        """The application on a copy."""
        self.copies += 1
        folder = self.folder / f"copy-{self.copies}"
        kept = copy(self.kept, folder)
        if self.server:
            made = {n: self.server.create(template=name_in(u)) for n, u in self.kept.environment.items()}
            kept = Kept(kept.folder, made, kept.cookies)
        try:
            async with running(kept) as hub:
                yield hub
        finally:
            shutil.rmtree(folder)
            for url in kept.environment.values() if self.server else ():
                self.server.drop(url) if self.server else None


class Towns:
    """The town on one kind of database, loaded anew when it has grown old. A server is started for PostgreSQL."""

    def __init__(self, database: str) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="samrum-bad-input-"))
        self._server: postgres.RunningPostgres | None = None
        self._on_server = database == "postgresql"
        self._held: PlantedTown | None = None
        self._loaded = 0

    def town(self) -> PlantedTown:
        """A town that is not old."""
        if self._held is None or self._held.old:
            self._loaded += 1
            if self._on_server and self._server is None:
                self._server = postgres.start()
            server = PostgresServer(self._server.url) if self._server else None
            self._held = PlantedTown(self._folder / str(self._loaded), server)
        return self._held

    def close(self) -> None:
        """Stop the server and leave nothing behind."""
        if self._server:
            self._server.stop()
        shutil.rmtree(self._folder, ignore_errors=True)
