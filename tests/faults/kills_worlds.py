"""The worlds of a run: each lives on through its kills, and remembers all that it has answered."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from consent.ledger.signed_note import Verifier
from tests.faults.kills_checks import Remembered, Shown
from tests.faults.kills_lives import Heard, Life, Nursery
from tests.faults.kills_postgres import OwnPostgres
from tests.faults.kills_world import World, bare

LIVES = 40
"""After so many lives a world is left behind: what a room has gathered makes each life slower."""


@dataclass
class Inhabited:
    """A world, what it has answered, and how many lives it has had."""

    world: World
    remembered: Remembered
    lives: int = 0


@dataclass
class Worlds:
    """One world of each kind at a time, the nursery and the server that they need, and what went wrong."""

    fault: str | None = None
    failures: list[str] = field(default_factory=list)
    tally: Counter[str] = field(default_factory=Counter)
    made: int = 0

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="samrum-kills-")
        self.folder = Path(self._folder.name)
        self._server: OwnPostgres | None = None
        self.nursery = Nursery().__enter__()
        self._inhabited: dict[str, Inhabited] = {}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.nursery.__exit__(kind, error, trace)
        if self._server is not None:
            self._server.__exit__()
        self._folder.cleanup()

    @property
    def server(self) -> OwnPostgres:
        """The PostgreSQL of this run, started when it is first needed."""
        if self._server is None:
            self._server = OwnPostgres().__enter__()
        return self._server

    def of(self, kind: str) -> Inhabited:
        """The world of this kind, or a new one where there is none or it has lived long enough."""
        held = self._inhabited.get(kind)
        if held is not None and held.lives < LIVES:
            return held
        if held is not None:
            self.live(held, "the next world", acts=["read"])
            self.leave(kind)
        urls = self._urls(kind)
        built = self.nursery.live({"do": "build", "database_url": urls[0], "keys_url": urls[1]})
        self._inhabited[kind] = self._begun(World(**built.first("world")))
        return self._inhabited[kind]

    def empty(self, kind: str) -> Inhabited:
        """Databases that nothing has been started on."""
        return self._begun(bare(*self._urls(kind)))

    def live(self, held: Inhabited, why: str, *, heard: Heard | None = None, **job: Any) -> Life:
        """One life there: its start must show all that was answered before, and what it answers is kept."""
        life = self.nursery.live(self.job(held, **job), heard=heard)
        wrong = [f"{why}: it broke: {broken}" for broken in life.all("broken")]
        if shown := life.first("up"):
            wrong += [f"before {why}: {what}" for what in held.remembered.wrong(Shown.read(Path(shown)))]
            Path(shown).unlink()
        held.remembered.hear(life)
        held.lives += 1
        self.tally["answers"] += len(life.all("answered"))
        self.tally["texts"] += sum(life.all("text"))
        self.tally["checkpoints"] += len(life.all("note"))
        self.failures += wrong
        if wrong:
            # What is broken stays broken: the next life is in a world of its own.
            self.leave(held.world.kind)
        return life

    def job(self, held: Inhabited, **job: Any) -> dict[str, Any]:
        """What the nursery is told."""
        known = {"do": "live", "before": [], "world": asdict(held.world), "fault": self.fault}
        return {**known, "folder": str(self.folder), **job}

    def last_looks(self) -> None:
        """A last start of every world, which must still find everything."""
        for held in [*self._inhabited.values()]:
            self.live(held, "the end", acts=["read"])

    def leave(self, kind: str) -> None:
        """Go to another world next time."""
        if held := self._inhabited.pop(kind, None):
            self.end(held)

    def end(self, held: Inhabited) -> None:
        """Remove a world: a server that recovers syncs every file that it has, and more of them take longer."""
        if held.world.kind == "postgresql":
            self.server.wait()
            for url in (held.world.database_url, held.world.keys_url):
                self.server.databases.drop(url)

    def _begun(self, world: World) -> Inhabited:
        return Inhabited(world, Remembered(Verifier.parse(world.verifier())))

    def _urls(self, kind: str) -> tuple[str, str]:
        """Two empty databases."""
        if kind == "postgresql":
            return self.server.databases.create(), self.server.databases.create()
        self.made += 1
        hub, keys = (f"sqlite:///{self.folder}/{self.made}-{name}.sqlite" for name in ("hub", "keys"))
        return hub, keys
