"""What can be planted: each is a way to go on as if nothing had happened."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

import asyncpg

from consent.database import postgres
from consent.database.postgres import Postgres
from consent.errors import LedgerClosed
from consent.ledger import attempt, log
from consent.ledger.attempt import Attempt
from consent.ledger.entry import Entry
from hub.gate import Gate

UNRECORDED = "a text is answered though its entry could not be appended"
BELIEVED = "an append of unknown outcome is taken for done"
LOST = "a connection that was lost is never made again"
OWN_CLOCK = "this machine's clock is believed"
ENDLESS = "an answer that never comes is waited for without end"
FAULTS = (UNRECORDED, BELIEVED, LOST, OWN_CLOCK, ENDLESS)


def _unrecorded() -> Iterator[Any]:
    record, last = Gate._record, dict[str | None, Entry]()

    async def careless(self: Gate, question: Any, *rest: Any) -> Entry:
        try:
            last[question.item] = await record(self, question, *rest)
        except LedgerClosed:
            if question.item not in last:
                raise
        return last[question.item]

    yield patch.object(Gate, "_record", careless)


def _believed() -> Iterator[Any]:
    async def stands(self: Attempt, batch: object) -> bool:
        return True

    yield patch.object(Attempt, "_stands", stands)


def _lost() -> Iterator[Any]:
    fetch, lent, gone = Postgres.fetch, Postgres.lent, set[int]()

    async def fetched(self: Postgres, sql: str, *args: object) -> Any:
        try:
            return await fetch(self, sql, *args)
        except (OSError, asyncpg.PostgresConnectionError, asyncpg.InterfaceError):
            gone.add(id(self))
            raise

    def never_again(self: Postgres) -> Any:
        if id(self) in gone:
            raise OSError("the connection is gone")
        return lent(self)

    yield patch.object(Postgres, "fetch", fetched)
    yield patch.object(Postgres, "lent", never_again)


def _endless() -> Iterator[Any]:
    yield patch.object(postgres, "PATIENCE", 9.0)
    yield patch.object(attempt, "PATIENCE", 9.0)


def _own_clock() -> Iterator[Any]:
    def now(self: log.Ledger, database: datetime | None = None) -> datetime:
        return log.datetime.now(UTC)

    yield patch.object(log.Ledger, "_now", now)


PLANTED = {
    UNRECORDED: _unrecorded,
    BELIEVED: _believed,
    LOST: _lost,
    OWN_CLOCK: _own_clock,
    ENDLESS: _endless,
}


@contextmanager
def planted(fault: str | None) -> Iterator[None]:
    """The product with that fault in it."""
    with ExitStack() as stack:
        for change in PLANTED[fault]() if fault else ():
            stack.enter_context(change)
        yield


@contextmanager
def clock_off_by(wrong: Any) -> Iterator[None]:
    """The clock of this machine, as the hub sees it, is wrong by that much."""

    class Wrong(datetime):
        """A clock that somebody has set."""

        @classmethod
        def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + wrong

    with patch.object(log, "datetime", Wrong):
        yield
