"""The served demo as a process of its own: it answers, stops at Ctrl-C, goes on where it was, and logs nothing."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from hub.cli import main
from hub.cli.exits import OK, WRONG_USE
from hub.demo.keys import demo_environment

SETTINGS = ("SAMRUM_", "OIDC_", "DATABASE_URL", "KEY_DATABASE_URL", "PORT", "WORKERS", "PUBLIC_URL")
PATIENCE = 60
"""Seconds for a start on a machine that does much else."""


@contextmanager
def served(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`samrum demo` on a free port, and its address; ended if a test leaves it running."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {name: value for name, value in os.environ.items() if not name.startswith(SETTINGS)}
    process = subprocess.Popen(
        [sys.executable, "-m", "hub.cli", "demo"],
        env={**env, "SAMRUM_DATA": str(folder), "PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process, f"http://127.0.0.1:{port}"
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def ask(address: str, process: subprocess.Popen[str]) -> httpx2.Response:
    """The first answer, when there is one."""
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            return httpx2.get(address, timeout=5)
        except httpx2.TransportError:
            assert process.poll() is None, process.communicate()[1]
            assert time.monotonic() < give_up
            time.sleep(0.05)


def test_the_demo_is_served_stopped_and_served_again_with_its_data(tmp_path: Path) -> None:
    said: list[str] = []
    for _ in range(2):
        with served(tmp_path) as (process, address):
            assert ask(address, process).status_code == 200
            found = httpx2.get(f"{address}/uppgift/{'0' * 26}?som=hemligt-om-ture", timeout=5)
            assert found.status_code in (303, 404)
            process.send_signal(signal.SIGINT)
            out, errors = process.communicate(timeout=PATIENCE)
        assert process.returncode == OK, errors
        assert errors.strip() == "Stopped.", "no traceback, no address, nothing of anybody"
        assert "hemligt" not in out + errors
        assert address in out
        said.append(out)
    assert "Room 1 of 8" in said[0]
    assert "Room 1 of 8" not in said[1]
    for name in ("Helena Sandell", "Mattias Brodin", "Rebecka Thorell", "Åsa Lindgård", "Yvonne Tegner"):
        assert name in said[1]
    assert not re.search(r"\d{8}-?\d{4}", said[1]), "no identity number"


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """The demo's environment, to be made wrong."""
    for name in [name for name in os.environ if name.startswith(SETTINGS)]:
        monkeypatch.delenv(name)
    for name, value in demo_environment(tmp_path).items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def test_production_refuses_what_the_demo_made(
    environment: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    environment.setenv("SAMRUM_MODE", "production")
    assert main(["serve"]) == WRONG_USE
    said = capsys.readouterr().err
    assert "hold a demo key" in said
    assert "is the demo identity provider" in said


def test_several_processes_need_postgresql_for_both_databases(
    environment: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    environment.setenv("WORKERS", "2")
    environment.setenv("SAMRUM_MODE", "test")
    environment.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    assert main(["serve"]) == WRONG_USE
    assert "KEY_DATABASE_URL" in capsys.readouterr().err
