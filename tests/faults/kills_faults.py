"""Faults planted in a hub that is about to live, each breaking the promise in its own way. For the harness only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from consent.database.postgres import Postgres
from consent.database.sqlite import Sqlite
from consent.ledger import attempt
from consent.ledger.log import Ledger
from hub import opening
from tests.faults.kills_faults_early import (
    answered_before_the_commit,
    answered_from_memory,
    moments,
    signed_before_the_commit,
)


def act_and_effect_apart() -> None:
    """What an act ends is appended after the act, in a transaction of its own."""
    append = Ledger.append

    async def apart(self: Ledger, events: Any, *, guard: Any = None, **how: Any) -> Any:
        if len(events) < 2:
            return await append(self, events, guard=guard, **how)
        first = await append(self, events[:1], guard=guard, **how)
        await moments()
        return first + await append(self, events[1:])

    Ledger.append = apart  # type: ignore[method-assign]


def row_after_its_entry() -> None:
    """The rows of an act are written after its entry, in a transaction of their own."""
    append = Ledger.append

    async def after(self: Ledger, events: Any, *, along: Any = None, **how: Any) -> Any:
        entries = await append(self, events, **how)
        if along is not None:
            await moments()
            await along(entries)
        return entries

    Ledger.append = after  # type: ignore[method-assign]


def unknown_outcome_believed() -> None:
    """A connection that is lost in the commit is taken for a yes."""

    async def believes(*_: Any) -> bool:
        return True

    attempt.Attempt._stands = believes  # type: ignore[method-assign]


def nothing_finished_at_the_start() -> None:
    """A destruction that was cut off stays cut off."""

    async def nothing(*_: Any, **__: Any) -> list[str]:
        return []

    opening.resume = nothing  # type: ignore[assignment]


def not_synced() -> None:
    """Commits are handed to the kernel and not to the disk, and the start does not notice."""
    connect, start = Sqlite._connect, Postgres.start_connection_pool

    async def loose(self: Sqlite, pragmas: Sequence[str]) -> Any:
        return await connect(self, [pragma.replace("FULL", "OFF") for pragma in pragmas])

    async def loose_pool(self: Postgres, **how: Any) -> None:
        await start(self, **{**how, "server_settings": {"synchronous_commit": "off"}})

    async def unasked(*_: Any) -> None:
        return

    Sqlite._connect = loose  # type: ignore[method-assign]
    Sqlite._assert_durable = unasked  # type: ignore[method-assign]
    Postgres.start_connection_pool = loose_pool  # type: ignore[method-assign]
    Postgres._assert_durable = unasked  # type: ignore[method-assign]


@dataclass(frozen=True)
class Fault:
    """What plants it, and in which acts, on which databases and by which kills it is looked for."""

    planted: Callable[[], None]
    acts: tuple[str, ...]
    kinds: tuple[str, ...] = ("sqlite",)
    how: str = "step"
    where: str = ""


PLANTED = {
    "answered before the commit": Fault(answered_before_the_commit, ("read",)),
    "answered from memory": Fault(answered_from_memory, ("read", "refused")),
    "signed before the commit": Fault(signed_before_the_commit, ("crowd",)),
    "act and effect in two transactions": Fault(act_and_effect_apart, ("withdraw",)),
    "the row after its entry": Fault(row_after_its_entry, ("publish",), ("postgresql",)),
    "an unknown outcome believed": Fault(
        unknown_outcome_believed, ("read",), ("postgresql",), "server", "swift_turn"
    ),
    "nothing finished at the start": Fault(nothing_finished_at_the_start, ("destroy",)),
    "not synced to the disk": Fault(not_synced, (), ("sqlite", "postgresql")),
}
QUICK = ("answered from memory", "nothing finished at the start")
SLOW = tuple(name for name in PLANTED if name not in QUICK)


def plant(name: str | None) -> None:
    """Put one of them into this process, which will not outlive its life."""
    if name is not None:
        PLANTED[name].planted()
