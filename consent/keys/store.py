"""The key store: one AES-256 data key per room and per author, in a database of its own.

A key table beside the data would survive in dead tuples, write-ahead logs, replicas and every backup, so it
stands apart, with backups kept at most 7 days. Destroying a scope's key makes its texts unreadable wherever
they lie.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from piccolo.engine.base import Engine

from consent.errors import KeyGone
from consent.keys.cache import KeyCache
from consent.keys.erasure import overwrite_deleted, sweep
from consent.keys.tables import DataKeyRow
from consent.keys.wrapping import KEY_BYTES, Keks

Progress = Callable[[int, int], None]
BATCH = 100


class KeyStore:
    """Data keys by scope (`room:<id>`, `author:<id>`), wrapped under the key-encryption key `current`.

    `keks` holds every key-encryption key still in use, by name, 32 bytes each; ValueError otherwise.
    """

    def __init__(self, engine: Engine[Any], keks: Mapping[str, bytes], current: str) -> None:
        self._keks = Keks(keks, current)
        self._cache = KeyCache()
        self._engine = engine
        self._rows = _bound(engine)

    @property
    def current(self) -> str:
        """The name of the key-encryption key that wraps now."""
        return self._keks.current

    async def create(self, scope: str, *, at: datetime) -> bytes:
        """The scope's key, made if there was none. Raises KeyGone if it was destroyed: that is for good."""
        with suppress(KeyGone):
            return await self.key(scope)
        row = self._rows(
            scope=scope, wrapped=self._keks.wrap(os.urandom(KEY_BYTES)), kek=self.current, wrapped_at=at
        )
        await self._rows.insert(row).on_conflict(target=self._rows.scope, action="DO NOTHING").run()
        return await self.key(scope)

    async def key(self, scope: str) -> bytes:
        """The scope's key. Raises KeyGone when it was destroyed or never existed."""
        held = self._cache.get(scope)
        if held is not None:
            return held
        generation = self._cache.generation
        row = await self._rows.select().where(self._rows.scope == scope).first().run()
        if row is None or row["wrapped"] is None:
            raise KeyGone("the key of this scope was destroyed or never existed")
        key = self._keks.unwrap(bytes(row["wrapped"]), row["kek"])
        self._cache.put(scope, key, generation=generation)
        return key

    async def rotate(self, *, at: datetime, progress: Progress | None = None) -> int:
        """Wrap every data key under the current key-encryption key and say how many were wrapped.

        Texts are untouched. It goes in batches, each one transaction, and can be started again after a stop.
        `progress` is told how many are done and how many there were to do. Raises KeyGone when an old
        key-encryption key is missing.
        """
        total, done = await self._rows.count().where(self._is_stale()).run() if progress else 0, 0
        while rows := await self._stale_batch():
            async with self._engine.transaction():
                for row in rows:
                    await self._rewrap(row, at=at)
            done += len(rows)
            if progress:
                progress(done, total)
        return done

    async def destroy(self, scope: str, *, at: datetime) -> None:
        """Destroy the scope's key for good; can be repeated. The tombstone keeps the first time."""
        gone = self._rows(scope=scope, destroyed_at=at)
        try:
            async with self._engine.transaction():
                await overwrite_deleted(self._engine)
                await self._rows.insert(gone).on_conflict(target=self._rows.scope, action="DO NOTHING").run()
                await self._bury(scope, at=at)
        finally:
            self._cache.purge(scope)
        await sweep(self._engine, self._rows._meta.tablename)

    async def destroyed(self) -> list[str]:
        """The scopes whose keys were destroyed, sorted: what a restored backup must be told."""
        rows = await self._rows.select(self._rows.scope).where(self._rows.wrapped.is_null()).run()
        return sorted(row["scope"] for row in rows)

    async def replay_destroyed(self, scopes: Iterable[str], *, at: datetime) -> None:
        """Destroy these again, as a restored backup must before it serves."""
        for scope in sorted(scopes):
            await self.destroy(scope, at=at)

    async def _bury(self, scope: str, *, at: datetime) -> None:
        rows = self._rows
        blank: dict[Any, Any] = {rows.wrapped: None, rows.kek: None, rows.destroyed_at: at}
        await rows.update(blank).where((rows.scope == scope) & rows.wrapped.is_not_null()).run()

    def _is_stale(self) -> Any:
        return self._rows.wrapped.is_not_null() & (self._rows.kek != self.current)

    async def _stale_batch(self) -> list[dict[str, Any]]:
        query = self._rows.select().where(self._is_stale())
        return await query.order_by(self._rows.scope).limit(BATCH).run()

    async def _rewrap(self, row: dict[str, Any], *, at: datetime) -> None:
        """Only what was read is replaced, so that a key destroyed meanwhile does not come back."""
        rows = self._rows
        key = self._keks.unwrap(bytes(row["wrapped"]), row["kek"])
        new: dict[Any, Any] = {
            rows.wrapped: self._keks.wrap(key),
            rows.kek: self.current,
            rows.wrapped_at: at,
        }
        same = (rows.scope == row["scope"]) & (rows.wrapped == bytes(row["wrapped"]))
        await rows.update(new).where(same).run()


def _bound(engine: Engine[Any]) -> type[DataKeyRow]:
    """The table bound to this store's engine, whatever database the rest of the process uses."""

    class Bound(DataKeyRow, db=engine, tablename=DataKeyRow._meta.tablename):
        pass

    return Bound
