"""The command `samrum`. Each subcommand is imported when it is called, so that checking an export needs no database."""

import os
import sys
from collections.abc import Sequence

from hub.cli.exits import INTERRUPTED, Stop
from hub.cli.parser import parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand and answer its exit code; the codes are in `samrum --help`."""
    asked = parser().parse_args(arguments)
    os.umask(0o077)  # what it writes, databases and exports, is its owner's alone
    try:
        code: int = asked.run(asked)
        sys.stdout.flush()
    except Stop as stop:
        print(f"samrum {asked.name}: {stop.advice}", file=sys.stderr)
        return stop.code
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read has stopped reading; Python would complain once more when it closes the pipe.
        sys.stdout = None
        return INTERRUPTED
    return code
