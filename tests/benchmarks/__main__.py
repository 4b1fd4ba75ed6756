"""``make bench``: the table of goals. ``make bench ONLY=P2`` measures one.

python -m tests.benchmarks           all
python -m tests.benchmarks P2 P3     some
"""

import json
import sys
import time
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from tests.benchmarks.measure import Measurement, Row
from tests.prove.table import machine, markdown

WRITTEN = Path("bench.json")
HEADINGS = ["id", "what", "value", "comparison", "goal", "met"]
MODULES = {
    "P1": "tests.benchmarks.reading",
    "P2": "tests.benchmarks.deciding",
    "P3": "tests.benchmarks.deciding",
    "P4": "tests.benchmarks.reading",
    "P5": "tests.benchmarks.appending",
    "P6": "tests.benchmarks.auditing",
    "P7": "tests.benchmarks.blanking",
    "P8": "tests.benchmarks.blanking",
    "P9": "tests.benchmarks.growing",
    "P10": "tests.benchmarks.sealing",
    "P11": "tests.benchmarks.destroying",
}
"""Each module holds a ``MEASUREMENTS`` by identifier."""


def main() -> int:
    only = sys.argv[1:]
    if unknown := [name for name in only if name not in MODULES]:
        print(
            f"nothing is measured as {' or '.join(unknown)}; there are {', '.join(MODULES)}", file=sys.stderr
        )
        return 2
    rows: list[Row] = []
    for name in only or MODULES:
        rows += _measured(import_module(MODULES[name]).MEASUREMENTS[name])
        WRITTEN.write_text(json.dumps({"machine": machine(), "rows": [asdict(r) for r in rows]}, indent=1))
    cells = [[r.id, r.what, r.value, r.comparison, r.goal, "yes" if r.met else "no"] for r in rows]
    print(f"\n{markdown(HEADINGS, cells)}\n\n{machine()}")
    return 0


def _measured(measurement: Measurement) -> list[Row]:
    began = time.monotonic()
    print(f"{measurement.id} {measurement.what}", file=sys.stderr, flush=True)

    def say(what: str) -> None:
        print(f"   {time.monotonic() - began:6.1f} s  {what}", file=sys.stderr, flush=True)

    return measurement.run(say)


if __name__ == "__main__":
    sys.exit(main())
