"""Where lives begin: a process that has everything imported and forks one hub after another, as it is told.

A job is a line of JSON on its input. The child tells what happened on the same output, and when it has ended
the nursery says how. It reaps the child only at the next job, so that nobody can kill a stranger meanwhile.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import traceback
from typing import Any

from tests.faults import kills_life, kills_served  # everything that a life needs is imported here
from tests.faults.kills_acts import tell

PR_SET_PDEATHSIG = 1


def read_line() -> bytes:
    """A line of the input and not a byte more: what follows may be for the child."""
    line = b""
    while not line.endswith(b"\n"):
        byte = os.read(0, 1)
        if not byte:
            return b""
        line += byte
    return line


def _live(job: dict[str, Any]) -> None:
    """The child: one job, then the end, whatever happens."""
    code = 1
    try:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        tell(born=os.getpid())
        JOBS[job["do"]](job)
        code = 0
    except BaseException as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        tell(broken=f"{error!r} at {where.name}:{where.lineno}"[:2000])
    finally:
        os._exit(code)


JOBS = {"build": kills_life.build, "live": kills_life.live, "serve": kills_served.serve}


def main() -> None:
    """Until nobody asks for more."""
    line = read_line()
    while line:
        child = os.fork()
        if child == 0:
            _live(json.loads(line))
        ended = os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
        assert ended is not None
        tell(ended=ended.si_status, killed=ended.si_code == os.CLD_KILLED)
        line = read_line()
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
