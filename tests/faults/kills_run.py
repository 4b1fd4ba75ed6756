"""One kill of each way, and what the lives after it show."""

from __future__ import annotations

import random
from collections.abc import Collection
from typing import Any

from tests.faults import kills_fsync
from tests.faults.kills_lives import Later, Life
from tests.faults.kills_plan import Kill, Listed
from tests.faults.kills_postgres import KillsServer
from tests.faults.kills_visits import Visits
from tests.faults.kills_worlds import Worlds


class Killing:
    """Carries out the kills of a plan in the worlds of a run."""

    def __init__(self, worlds: Worlds, chance: random.Random) -> None:
        self.worlds, self.chance = worlds, chance
        self.steps: set[tuple[str, str]] = set()

    def listed(self, acts: Collection[str], kinds: Collection[str]) -> Listed:
        """Every step of these acts, on these databases, seen by doing each once."""
        seen: dict[tuple[str, str], dict[str, int]] = {}
        for kind in kinds:
            for act in acts:
                life = self.worlds.live(
                    self.worlds.of(kind), f"{kind}, {act}", acts=[act], before=_before(act)
                )
                seen[kind, act] = life.first("passed") or {}
        return seen

    def tried(self, kill: Kill) -> bool:
        """One life and its kill; the next life of that world shows what came of it. False if it outlived it."""
        if kill.how == "server":
            return self._server_killed(kill)
        ways = {"first start": self._first_start, "served": self._served, "step": self._at_a_step}
        life = ways.get(kill.how, self._at_any_time)(kill)
        self.worlds.tally[f"killed: {kill.how}"] += life.killed
        if life.killed and kill.place:
            self.steps.add((kill.kind, kill.place))
        return life.killed

    def synced(self, rounds: int, kinds: Collection[str]) -> dict[str, int | float | str]:
        """Every fsync of some appends, counted on these databases, where strace may look."""
        counted: dict[str, int | float | str] = {}
        for kind in kinds:
            job = self.worlds.job(self.worlds.of(kind), before=["grant"])
            found = kills_fsync.count(
                self.worlds.nursery,
                job,
                kind=kind,
                server=lambda: self.worlds.server.processes,
                rounds=rounds,
            )
            self.worlds.leave(kind)
            self.worlds.failures += found.wrong[:3]
            if not found.seen:
                return {**counted, "fsync counted": "no strace"}
            counted[f"fsyncs for {found.batches} batches on {kind}"] = found.syncs
        return counted

    def _at_a_step(self, kill: Kill) -> Life:
        return self._live(kill, until=[kill.place, kill.nth])

    def _at_any_time(self, kill: Kill) -> Life:
        later = Later("born" if kill.how == "start" else "up", kill.seconds)
        life = self._live(kill, heard=later)
        later.done()
        return life

    def _first_start(self, kill: Kill) -> Life:
        """On empty databases; the second start must find a ledger that is whole, and nothing in it."""
        empty, later = self.worlds.empty(kill.kind), Later("born", kill.seconds)
        life = self.worlds.live(empty, str(kill), acts=[], heard=later)
        later.done()
        if self.worlds.live(empty, str(kill), acts=[]).first("up") is None:
            self.worlds.failures.append(f"{kill}: it did not start again")
        self.worlds.end(empty)
        return life

    def _served(self, kill: Kill) -> Life:
        held = self.worlds.of(kill.kind)
        later, serving = Later("answers", kill.seconds), [0]
        visits = Visits(held.world, lambda: later({"answers": True}, serving[0]))

        def heard(line: dict[str, Any], process: int) -> None:
            serving[0] = process
            visits(line, process)

        until = [kill.place, kill.nth] if kill.place else None
        life = self._live(kill, do="serve", heard=heard, until=until)
        later.done()
        held.remembered.pages += visits.pages
        held.remembered.withdrawn |= set(visits.withdrawn)
        self.worlds.tally["answers over HTTP"] += visits.answers
        self.worlds.failures += [f"{kill}: {wrong}" for wrong in visits.wrong]
        return life

    def _server_killed(self, kill: Kill) -> bool:
        whole = bool(kill.place) or self.chance.random() < 0.5
        server = self.worlds.server
        killing = KillsServer(server, kill.seconds, whole=whole, chance=self.chance)
        job: dict[str, Any] = {"through": True, "before": []}
        if kill.place:
            # With the room's key at hand, nothing else than the append can fail.
            job |= {"until": [kill.place, kill.nth], "postmaster": server.postmaster, "before": ["read"]}
        life = self._live(kill, heard=killing, **job)
        killing.done()
        if killing.failed is not None:
            raise RuntimeError("the server did not come back") from killing.failed
        felt = bool(life.first("closed") or life.first("struck"))
        self.worlds.tally["killed: PostgreSQL" if whole else "killed: one of its processes"] += felt
        return felt

    def _live(self, kill: Kill, **job: Any) -> Life:
        known = {"acts": list(kill.acts), "before": _before(kill.acts[0])}
        return self.worlds.live(self.worlds.of(kill.kind), str(kill), **{**known, **job})


def _before(act: str) -> list[str]:
    return ["grant"] if act == "withdraw" else []
