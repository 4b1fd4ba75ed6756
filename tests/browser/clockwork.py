"""The application with its town on a clock that the test moves, served to real browsers from a thread of its own."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import uvicorn
from litestar import Litestar

from hub.app import create_app
from hub.demo.keys import demo_environment
from hub.demo.load import renew_register
from hub.demo.people import demo_people
from hub.demo.postbox import Posted, postbox, posted
from hub.demo.town import town
from hub.house import House
from hub.notices.reminding import remind
from hub.notices.sending import send_due
from hub.opening import Fittings
from hub.settings import Settings
from tests.support.sockets import free_port

PATIENCE = 60.0


@dataclass
class Clockwork:
    """The served town: its address, and how far its clock has been moved."""

    address: str
    ahead: timedelta = timedelta(0)
    running: list[tuple[House, asyncio.AbstractEventLoop]] = field(default_factory=list)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def wait(self, **passed: float) -> None:
        """So much time passes: the register is checked, as it is every day, and people are reminded."""
        self.ahead += timedelta(**passed)
        self.do(renew_register)
        self.do(remind)
        self.do(send_due)

    def do(self, work: Callable[[House], Awaitable[object]]) -> None:
        """Do something in the house, in its own loop."""
        house, loop = self.running[0]

        async def done() -> None:
            await work(house)

        asyncio.run_coroutine_threadsafe(done(), loop).result(PATIENCE)

    def post(self) -> list[Posted]:
        """What has left the house, the newest first."""
        return posted(self.running[0][0].post)


@contextmanager
def clockwork(folder: Path) -> Iterator[Clockwork]:
    """Serve the town that lies in `folder`, until the end of the block."""
    port = free_port()
    held = Clockwork(f"http://127.0.0.1:{port}")

    @asynccontextmanager
    async def catch(app: Litestar) -> AsyncIterator[None]:
        held.running.append((app.state.house, asyncio.get_running_loop()))
        yield

    settings = Settings.from_environment(demo_environment(folder, port=port) | {"SAMRUM_MODE": "test"})
    fittings = Fittings(clock=held.now, post=postbox())
    app = create_app(settings, fittings=fittings, demo_people=demo_people(town()), alongside=[catch])
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning", ws="none", access_log=False))
    serving = threading.Thread(target=server.run)
    serving.start()
    try:
        until = time.monotonic() + PATIENCE
        while not server.started and serving.is_alive() and time.monotonic() < until:
            time.sleep(0.05)
        held.wait(hours=(9 - datetime.now(UTC).hour) % 24)  # By night nobody is told of anything.
        yield held
    finally:
        server.should_exit = True
        serving.join(PATIENCE)
