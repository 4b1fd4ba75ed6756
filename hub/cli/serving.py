"""`samrum serve` and `samrum demo`: uvicorn around the application, with nothing personal in its logs."""

import asyncio
import gc
import logging
import socket
import sys
from argparse import Namespace
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import uvicorn
from litestar import Litestar
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from hub.app import create_app
from hub.cli.conditions import databases_within_reach, new_demo_settings, settings_for
from hub.cli.exits import OK, UNREACHABLE, WRONG_USE, Stop
from hub.cli.parsing import BoundedHttp
from hub.demo.people import demo_people
from hub.demo.town import town
from hub.demo.welcome import welcome
from hub.opening import bring_up_to_date
from hub.settings import Settings
from hub.settings_values import Mode

HERE = "127.0.0.1"
EVERYWHERE = "0.0.0.0"  # noqa: S104  # a hub in service stands behind a proxy that ends TLS
CLOSING_SECONDS = 5
NEW_OBJECTS = 20_000
"""So many are made before the search for garbage begins: some twenty pages' worth, where 700 are less than one."""
NOT_STARTED = "the application did not start; the lines above say why"


def serve(_: Namespace) -> int:
    """Serve under the settings of the environment, in WORKERS processes."""
    settings = settings_for()
    urls = (settings.database_url, settings.key_database_url)
    if settings.workers > 1 and any(url.startswith("sqlite") for url in urls):
        advice = "set DATABASE_URL and KEY_DATABASE_URL to PostgreSQL databases"
        raise Stop(WRONG_USE, f"WORKERS: is more than 1 on SQLite, which serves one process; {advice}")
    with databases_within_reach():
        asyncio.run(bring_up_to_date(settings))
    host = EVERYWHERE if settings.mode is Mode.PRODUCTION else HERE
    with _listen(host, settings.port) as listening:
        print(f"Samrum serves {settings.public_url} from port {settings.port}. Ctrl-C stops it.", flush=True)
        if settings.workers > 1:
            return _several(settings, listening)
        return _run(application(), listening)


def demo(_: Namespace) -> int:
    """Load the made-up town where it is missing, say where to click, and serve until Ctrl-C."""
    from hub.demo.service import demo_application, prepare

    settings = new_demo_settings()
    with _listen(HERE, settings.port) as listening:
        with databases_within_reach():
            asyncio.run(prepare(settings, say=_say))
        print(welcome(settings), flush=True)
        return _run(demo_application(settings), listening)


def application() -> Litestar:
    """The application under the settings of the environment; what every process of `serve` starts."""
    settings = settings_for()
    people = () if settings.mode is Mode.PRODUCTION else demo_people(town())
    return create_app(settings, demo_people=people, alongside=[_settled])


@asynccontextmanager
async def _settled(_: Litestar) -> AsyncIterator[None]:
    """What stands once the house is open stays, so that the search for garbage need not pass by it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS)
    yield


def _say(line: str) -> None:
    print(line, flush=True)


def _listen(host: str, port: int) -> socket.socket:
    """Take the port before anything else is done, so that a port in use is told at once."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(2048)
    except OSError as error:
        listening.close()
        advice = f"PORT: {port} can't be taken ({error.strerror}); stop what uses it, or choose: PORT=8001"
        raise Stop(WRONG_USE, advice) from error
    listening.set_inheritable(True)
    return listening


def _config(app: Litestar | str, **more: object) -> uvicorn.Config:
    """No access log: an address may hold what somebody searched for. One trace of each failure is enough."""
    return uvicorn.Config(
        app,
        loop="auto",
        http=BoundedHttp,
        access_log=False,
        log_level="warning",
        server_header=False,
        date_header=True,
        proxy_headers=False,
        timeout_graceful_shutdown=CLOSING_SECONDS,
        **more,  # type: ignore[arg-type]
    )


def _run(app: Litestar, listening: socket.socket) -> int:
    logging.getLogger("piccolo").setLevel(logging.WARNING)
    server = uvicorn.Server(_config(app))
    with suppress(KeyboardInterrupt):
        server.run(sockets=[listening])
    if not server.started:
        raise Stop(UNREACHABLE, NOT_STARTED)
    print("Stopped.", file=sys.stderr)
    return OK


def _several(settings: Settings, listening: socket.socket) -> int:
    """Several processes on one port; when one of them can't start, none of them could."""
    config = _config("hub.cli.serving:application", factory=True, workers=settings.workers)
    supervisor = Multiprocess(config, sockets=[listening])
    with suppress(KeyboardInterrupt):
        supervisor.run()
    if any(process.exitcode == STARTUP_FAILURE for process in supervisor.processes):
        raise Stop(UNREACHABLE, NOT_STARTED)
    print("Stopped.", file=sys.stderr)
    return OK
