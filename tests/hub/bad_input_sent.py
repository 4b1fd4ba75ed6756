"""Sending a form with something wrong in it, and what must then hold."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx2
import pytest
import pytest_asyncio

from tests.hub.loading import copy
from tests.hub.rows import rows_of_everything
from tests.hub.running import Browser, Kept, Running, running
from tests.hub.sweep_table import FORMS, filled
from tests.hub.sweep_walk import prepare

DECISIONS = {
    "RoomViewed",
    "RoomRefused",
    "SavingRefused",
    "ItemRefused",
    "ItemOpened",
    "LedgerRead",
    "StoodAlready",
}
"""Entries that say what was asked and answered, and change nothing."""
RECORD = {"ledger_entry", "ledger_chain", "pseudonym"}


@dataclass
class Desk:
    """A hub, the ids of its things, and the forms that would be taken."""

    hub: Running
    ids: dict[str, str]

    def path(self, path: str, thing: str) -> str:
        return path.replace("{room}", self.ids.get(f"room {thing}", thing)).replace(
            "{item}", self.ids.get(thing, thing)
        ).replace("{number}", self.ids.get(thing, thing))  # fmt: skip

    def form(self, path: str, **changed: object) -> list[tuple[str, object]]:
        """The whole form of a path with some fields changed: None leaves one out, a list repeats it."""
        pairs: list[tuple[str, object]] = [
            pair for pair in filled(FORMS[path], self.ids) if pair[0] not in changed
        ]
        for name, value in changed.items():
            many = value if isinstance(value, list) else [] if value is None else [value]
            pairs += [(name, one) for one in many]
        return pairs

    async def send(self, kind: str, path: str, thing: str, **changed: object) -> httpx2.Response:
        browser: Browser = self.hub.browser(kind)
        return await browser.send(self.path(path, thing), self.form(path, **changed))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def desk(loaded_town: Kept, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    """One hub for all tests of a module: what they send must not change it."""
    async with running(copy(loaded_town, tmp_path_factory.mktemp("desk") / "data")) as hub:
        yield Desk(hub, await prepare(hub, hub.browser("participant")))


async def happened(table: Desk, since: int) -> Counter[str]:
    return Counter(entry.kind for entry in (await table.hub.entries())[since:])


@asynccontextmanager
async def nothing_changes(hub: Running) -> AsyncIterator[None]:
    """Whatever is sent meanwhile leaves no row but the record of its own decision, and that once."""
    before, size = await rows_of_everything(hub), len(await hub.entries())
    yield
    after = await rows_of_everything(hub)
    assert {name for name in after if after[name] != before[name]} <= RECORD
    new = (await hub.entries())[size:]
    assert {entry.kind for entry in new} <= DECISIONS
