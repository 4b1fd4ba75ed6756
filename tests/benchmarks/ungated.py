"""The hub without its gate, for comparison only: the same sessions, texts, keys and pages, nothing decided or logged.

Started as a server of its own: ``python -m tests.benchmarks.ungated`` under the settings of the environment.
"""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime

import msgspec
from litestar import Litestar

from consent.keys.sealing import associated_data, unseal_salted
from hub.app import create_app
from hub.cli import serving
from hub.cli.conditions import settings_for
from hub.demo.people import demo_people
from hub.demo.town import town
from hub.gate import Gate
from hub.house import House
from hub.let_out import Reading
from hub.login.caller import Caller
from hub.story import facts as story
from hub.story.words import Words
from policies.facts import Item
from policies.rules import reading
from policies.told import Audience, told

YES = reading.CONSENT.yes()


class Ungated(Gate):
    """Hands out the words of any text. What was read once is kept for ever, as the gate keeps it while it stands."""

    def __init__(self, house: House) -> None:
        super().__init__(house.ledger, house.facts, house.keys, house.pseudonyms)
        self._items: dict[str, Item] = {}

    async def open_item(
        self, item: str, *, by: Caller, capacity: str, purpose: str | None = None, meeting: str | None = None
    ) -> Reading:
        """The words, whoever asks."""
        if item not in self._items:
            found = await story.item(item)
            assert found is not None
            self._items[item] = found
        held = self._items[item]
        sealed = await self._sealed.of(item, room_version=0)
        assert sealed is not None
        key = await self._keys.key(f"room:{held.room}")
        where = associated_data(item=item, room=held.room, version=sealed.version)
        words = msgspec.json.decode(unseal_salted(key, sealed.sealed, associated=where)[1], type=Words)
        return Reading(answer=YES, told=told(YES, Audience.READER), at=_now(by), item=held, words=words)


def _now(by: Caller) -> datetime:
    return by.login_at


@asynccontextmanager
async def _without_gate(app: Litestar) -> AsyncIterator[None]:
    app.state.house = replace(app.state.house, gate=Ungated(app.state.house))
    yield


def main() -> int:
    settings = settings_for()
    app = create_app(settings, demo_people=demo_people(town()), alongside=[_without_gate])
    with serving._listen(serving.HERE, settings.port) as listening:
        return serving._run(app, listening)


if __name__ == "__main__":
    sys.exit(main())
