"""The way between the hub and its PostgreSQL, which can be cut in the middle of anything."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

CHUNK = 1 << 16
UNHEARD = 3.0
"""Seconds after which the server hears that the other side of a way that went silent is gone."""


@dataclass
class Proxy:
    """Passes bytes on, until it is told to cut: everything, or at a message, before or after it is done.

    `open` is whether anybody gets through. `left` counts the messages from the hub until the cut (None: never);
    with `at_commit` only those that commit count. With `after` the server does what it is told to, and its
    answer is lost. `silent` seconds pass before a cut. With `mute` nothing is cut: whatever is said from then on,
    by either side, is swallowed, and neither hears that the other has gone.
    """

    target: tuple[str, int]
    open: bool = True
    left: int | None = None
    at_commit: bool = False
    after: bool = False
    silent: float = 0.0
    mute: bool = False
    swallowing: bool = False
    cuts: int = 0
    _writers: set[asyncio.StreamWriter] = field(default_factory=set)

    def mend(self) -> None:
        """Everything passes again."""
        self.open, self.left, self.at_commit, self.after, self.silent = True, None, False, False, 0.0
        self.mute = self.swallowing = False

    def cut(self) -> None:
        """Every connection that stands is reset, or goes silent."""
        self.cuts += 1
        if self.mute:
            self.swallowing = True
            return
        for writer in list(self._writers):
            writer.transport.abort()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection from the hub."""
        if not self.open:
            writer.transport.abort()
            return
        there, back = await asyncio.open_connection(*self.target)
        self._writers |= {writer, back}
        with suppress(OSError, asyncio.CancelledError):
            await asyncio.gather(self._asked(reader, writer, back), self._answered(there, writer))
        for one in (writer, back):
            self._writers.discard(one)
            one.transport.abort()

    async def _asked(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, back: asyncio.StreamWriter
    ) -> None:
        while data := await reader.read(CHUNK):
            if self._is_the_one(data):
                await asyncio.sleep(self.silent)
                if self.after and self._reached():
                    back.write(data)
                    await back.drain()
                    await asyncio.sleep(0.05)
                    if not self._reached():
                        continue  # It was mended while this was on its way.
                if self._reached():
                    self.cut()
            if self.swallowing:
                await _swallow(reader)
                await asyncio.sleep(UNHEARD)
                break
            if writer.is_closing():
                break
            back.write(data)
            await back.drain()
        back.transport.abort()

    def _is_the_one(self, data: bytes) -> bool:
        if self.left is None or (self.at_commit and b"COMMIT" not in data):
            return False
        self.left -= 1
        return self.left < 0

    async def _answered(self, there: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await there.read(CHUNK):
            if self.swallowing or (self.mute and self._reached()):
                await _swallow(there)
                return
            if self.after and self._reached():
                break  # The answer is lost, and the hub hears of it.
            writer.write(data)
            await writer.drain()
        writer.transport.abort()

    def _reached(self) -> bool:
        return self.left is not None and self.left < 0


async def _swallow(reader: asyncio.StreamReader) -> None:
    while await reader.read(CHUNK):
        pass


@asynccontextmanager
async def proxied(url: str) -> AsyncIterator[tuple[Proxy, str]]:
    """A proxy in front of that database, and the URL that leads through it."""
    parts = urlsplit(url)
    assert parts.hostname is not None
    assert parts.port is not None
    proxy = Proxy((parts.hostname, parts.port))
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    where = f"{parts.username}@127.0.0.1:{port}"
    try:
        yield proxy, urlunsplit(parts._replace(netloc=where))
    finally:
        server.close()
        proxy.cut()
        await server.wait_closed()
