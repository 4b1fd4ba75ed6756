"""``make prove``: every harness in its full count, then each planted fault, and a table at the end.

Each run is a process of its own, so that a planted fault can't reach the next one.

    python -m tests.prove                    all
    python -m tests.prove R3 R5              some
    python -m tests.prove R3 --count 1000    another count
    python -m tests.prove --short            the counts of `make test`
"""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

from tests.prove.harness import Harness, Outcome
from tests.prove.harnesses import MODULES, named
from tests.prove.table import Line, as_table, machine

WRITTEN = Path("prove.json")
SHOWN = 5  # Failures printed as they come; all of them stand in the file.


def main() -> int:
    asked = _arguments()
    if asked.inside:
        return _inside(asked)
    if unknown := [name for name in asked.only if name not in MODULES]:
        print(f"no harness is called {' or '.join(unknown)}; there are {', '.join(MODULES)}", file=sys.stderr)
        return 2
    lines = []
    for name in asked.only or MODULES:
        lines.append(_prove(named(name), asked))
        WRITTEN.write_text(json.dumps({"machine": machine(), "lines": [vars(x) for x in lines]}, indent=1))
    print(f"\n{as_table(lines)}\n\n{machine()}")
    return 0 if all(line.holds for line in lines) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.prove")
    parser.add_argument("only", nargs="*", help="identifiers; none means all")
    parser.add_argument("--count", type=int, help="how many instead of the full count")
    parser.add_argument("--short", action="store_true", help="the counts of make test")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fault", help=argparse.SUPPRESS)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _prove(harness: Harness, asked: argparse.Namespace) -> Line:
    """The full count without a fault, then every fault in turn."""
    count = asked.count or (harness.short if asked.short else harness.full)
    print(f"{harness.id} {harness.what}: {count:,} {harness.unit}", file=sys.stderr, flush=True)
    began = time.monotonic()
    outcome = _in_a_process(harness, count, asked.seed, None)
    took = time.monotonic() - began
    for failure in outcome.failures[:SHOWN]:
        print(f"   failed: {failure}", file=sys.stderr)
    missed = []
    for fault in harness.faults:
        found = _in_a_process(harness, harness.tried_when_planted(), asked.seed, fault)
        caught = bool(found.failures)
        print(f"   planted: {fault}: {'found' if caught else 'NOT FOUND'}", file=sys.stderr, flush=True)
        missed += [] if caught else [fault]
    return Line(
        id=harness.id,
        what=harness.what,
        unit=harness.unit,
        tried=outcome.tried,
        failures=list(outcome.failures),
        planted=len(harness.faults),
        missed=missed,
        counted=outcome.counted,
        seconds=round(took, 1),
    )


def _in_a_process(harness: Harness, count: int, seed: int, fault: str | None) -> Outcome:
    command = [sys.executable, "-m", "tests.prove", harness.id, "--inside"]
    command += ["--count", str(count), "--seed", str(seed), *(["--fault", fault] if fault else [])]
    ended = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    try:
        said = json.loads(ended.stdout.splitlines()[-1])
    except (IndexError, ValueError):
        broken = f"the harness itself ended with {ended.returncode} and said nothing"
        if fault:
            raise SystemExit(f"{harness.id}, {fault}: {broken}") from None
        return Outcome(0, (broken,))
    return Outcome(said["tried"], tuple(said["failures"]), said["counted"])


def _inside(asked: argparse.Namespace) -> int:
    """One run, in this process; its outcome is the last line of the output."""
    harness = named(asked.only[0])
    last, seen = [time.monotonic()], sys.stderr.isatty()

    def progress(tried: int) -> None:
        if time.monotonic() - last[0] > (1 if seen else 60):
            last[0] = time.monotonic()
            print(
                f"\r   {tried:>9,} of {asked.count:,}", end="" if seen else "\n", file=sys.stderr, flush=True
            )

    outcome = harness.run(count=asked.count, seed=asked.seed, progress=progress, fault=asked.fault)
    print("\r" + " " * 40 + "\r" if seen else "", end="", file=sys.stderr, flush=True)
    print(json.dumps(vars(outcome)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
