"""A sender that is killed in the middle loses nothing, and sends nothing twice but what it had just handed over."""

import asyncio
import os
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from consent.keys.sealing import seal
from hub.demo.keys import demo_environment
from hub.notices.contacts import place_of, scope_of
from hub.notices.outbox import put
from hub.notices.post import Kind
from hub.notices.tables import ContactRow, OutboxRow
from hub.opening import opened
from hub.settings import Settings
from tests.hub.mail_server import Box, mail_server
from tests.support.databases import PostgresServer

PEOPLE, KILLS = 40, 4
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_every_message_comes_and_at_most_the_one_in_hand_comes_again(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    box = Box()
    with mail_server(box) as port:
        env = _environment(database, tmp_path, port, request)
        asyncio.run(_written(env))
        for number in range(KILLS):
            _killed(env, number, box, at=(number + 1) * PEOPLE // (KILLS + 2))
        _sender(env, KILLS).wait(timeout=60)
    came = Counter(mail["Message-ID"] for mail in box.mails)
    assert len(came) == PEOPLE
    assert Counter(mail["To"] for mail in box.mails).keys() == {_address(n) for n in range(PEOPLE)}
    assert sum(came.values()) <= PEOPLE + KILLS
    assert asyncio.run(_unsent(env)) == 0


def _environment(database: str, folder: Path, port: int, request: pytest.FixtureRequest) -> dict[str, str]:
    env = demo_environment(folder / "data", public_url="https://hub.test") | {"SAMRUM_MODE": "test"}
    if database == "postgresql":
        server: PostgresServer = request.getfixturevalue("postgres_server")
        env |= {name: server.create() for name in ("DATABASE_URL", "KEY_DATABASE_URL")}
    return env | {"SMTP_URL": f"smtp://127.0.0.1:{port}", "SMTP_FROM": "samrum@exempel.se"}


def _address(number: int) -> str:
    return f"person{number:02}@exempel.se"


async def _written(env: dict[str, str]) -> None:
    """An outbox with something for everybody."""
    noon = datetime.now(UTC) - timedelta(days=2)
    async with opened(Settings.from_environment(env)) as house:
        for number in range(PEOPLE):
            who = f"person{number:02}"
            key = await house.keys.create(scope_of(who), at=noon)
            sealed = seal(key, _address(number).encode(), associated=place_of("address", who))
            row = ContactRow(who=who, kind=Kind.MAIL.value, sealed=sealed, confirmed=noon)
            await ContactRow.insert(row).run()
            await put(who, "asked", noon)


async def _unsent(env: dict[str, str]) -> int:
    async with opened(Settings.from_environment(env)):
        return int(await OutboxRow.count().where(OutboxRow.sent.is_null()).run())


def _sender(env: dict[str, str], number: int) -> subprocess.Popen[bytes]:
    """Each one comes ten minutes after the one before."""
    inherited = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    command = [sys.executable, "-m", "tests.hub.outbox_sender", str(10 * number)]
    return subprocess.Popen(command, cwd=ROOT, env=inherited | env)


def _killed(env: dict[str, str], number: int, box: Box, *, at: int) -> None:
    """Begin to send, and be killed once so many have come."""
    sender, until = _sender(env, number), time.monotonic() + 60
    while len(box.mails) < at and time.monotonic() < until:
        time.sleep(0.0005)
    sender.kill()
    sender.wait(timeout=20)
    assert len(box.mails) >= at
