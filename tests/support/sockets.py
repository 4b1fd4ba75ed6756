"""No test reaches another host: a test that needs the network proves nothing on the next machine.

An audit hook (PEP 578) rather than a replaced ``socket.socket``: it also sees
what C code does through the socket module, and no test can forget to ask for it.
"""

from __future__ import annotations

import ipaddress
import os
import socket
import sys
from urllib.parse import urlsplit

WATCHED = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname"}


class OutsideHost(RuntimeError):
    """A test tried to reach a host that is not this machine."""


def close_the_outside() -> None:
    """From now on, for the whole process."""
    sys.addaudithook(_refuse_outside)


def is_inside(host: object) -> bool:
    """Whether a host as given to the socket module is this machine (or the tests' database)."""
    name = host.decode() if isinstance(host, bytes) else host
    if name is None or name in ("", "localhost", _database_host()):
        return True
    try:
        return ipaddress.ip_address(str(name).partition("%")[0]).is_loopback
    except ValueError:
        return False


def _refuse_outside(event: str, args: tuple[object, ...]) -> None:
    if event not in WATCHED:
        return
    target = args[1] if event in ("socket.connect", "socket.sendto", "socket.sendmsg") else args[0]
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        if not isinstance(target, tuple):  # a Unix socket, or a socket that is already connected
            return
        target = target[0]
    if not is_inside(target):
        raise OutsideHost(f"a test may only reach this machine, not {target!r}")


def _database_host() -> str | None:
    return urlsplit(os.environ.get("TEST_DATABASE_URL", "")).hostname


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        return int(asking.getsockname()[1])
