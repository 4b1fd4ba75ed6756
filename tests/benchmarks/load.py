"""Readers who ask over and over, in a process of their own, so that they cost the server as little as can be.

Each keeps one connection and asks again as soon as it is answered. What to ask comes as JSON on the standard
input; what came of it goes as JSON to the standard output.
"""

import asyncio
import json
import resource
import sys
import time
from dataclasses import dataclass
from typing import Any

import uvloop

OK = b"HTTP/1.1 200 "
LENGTH = b"content-length: "
END = b"\r\n\r\n"


@dataclass
class Clock:
    """When counting begins and when it ends."""

    begins: float
    ends: float


class Reader(asyncio.Protocol):
    """One connection. Any answer but a yes ends everything."""

    def __init__(self, requests: list[bytes], clock: Clock, done: "asyncio.Future[list[float]]") -> None:
        self.requests, self.clock, self.done = requests, clock, done
        self.number, self.awaited, self.asked_at = 0, -1, 0.0
        self.head = b""
        self.took: list[float] = []
        self.answered = 0
        self.transport: asyncio.Transport

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        self._ask()

    def data_received(self, data: bytes) -> None:
        if self.awaited < 0:
            data = self.head + data
            end = data.find(END)
            if end < 0:
                self.head = data
                return
            head = data[:end].lower()
            start = head.find(LENGTH)
            if not data.startswith(OK) or start < 0:
                self.done.set_exception(RuntimeError(f"not the text: {data[:200]!r}"))
                self.transport.close()
                return
            self.awaited = end + 4 + int(head[start + len(LENGTH) :].split(b"\r\n", 1)[0])
            self.head = b""
        self.awaited -= len(data)
        if self.awaited == 0:
            self._answered()

    def _answered(self) -> None:
        now = time.perf_counter()
        self.answered += 1
        if self.asked_at >= self.clock.begins and now <= self.clock.ends:
            self.took.append(now - self.asked_at)
        if now < self.clock.ends:
            self._ask()
        else:
            self.done.set_result(self.took)
            self.transport.close()

    def _ask(self) -> None:
        self.awaited = -1
        self.asked_at = time.perf_counter()
        self.transport.write(self.requests[self.number % len(self.requests)])
        self.number += 1

    def connection_lost(self, error: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(RuntimeError(f"the connection was cut: {error}"))


async def read(port: int, readers: list[list[bytes]], warm: float, seconds: float) -> dict[str, Any]:
    """Have them all read for some seconds after warming up."""
    loop = asyncio.get_running_loop()
    begins = time.perf_counter() + warm
    clock = Clock(begins, begins + seconds)
    opened = []
    for requests in readers:
        done: asyncio.Future[list[float]] = loop.create_future()
        made = await loop.create_connection(lambda r=requests, d=done: Reader(r, clock, d), "127.0.0.1", port)
        opened.append((made[1], done))
    took = [one for _, done in opened for one in await done]
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "took": took,
        "answered": sum(reader.answered for reader, _ in opened),
        "seconds": seconds,
        "warm": warm,
        "own_cpu": used.ru_utime + used.ru_stime,
    }


def main() -> None:
    asked = json.load(sys.stdin)
    readers = [[one.encode() for one in requests] for requests in asked["readers"]]
    found = uvloop.run(read(asked["port"], readers, asked["warm"], asked["seconds"]))
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
