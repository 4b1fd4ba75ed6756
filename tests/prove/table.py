"""The tables at the end: Markdown that also reads well in a terminal, with the machine named."""

import os
import platform
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Line:
    """One harness in the table."""

    id: str
    what: str
    unit: str
    tried: int
    failures: list[str]
    planted: int
    missed: list[str]
    counted: dict[str, int | float | str] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def holds(self) -> bool:
        return self.tried > 0 and self.planted > 0 and not self.failures and not self.missed

    def cells(self) -> list[str]:
        minutes, seconds = divmod(round(self.seconds), 60)
        return [
            self.id,
            self.what,
            f"{self.tried:,} {self.unit}",
            f"{len(self.failures)}",
            f"{self.planted - len(self.missed)} of {self.planted}",
            "; ".join(f"{name} {_number(value)}" for name, value in self.counted.items()),
            f"{minutes}:{seconds:02}",
        ]


HEADINGS = ["id", "what", "tried", "failures", "planted faults found", "counted", "min:s"]


def as_table(lines: list[Line]) -> str:
    """The lines as a Markdown table."""
    return markdown(HEADINGS, [line.cells() for line in lines])


def markdown(headings: list[str], rows: list[list[str]]) -> str:
    """A Markdown table whose columns are as wide as their widest cell."""
    widths = [max(len(row[i]) for row in [headings, *rows]) for i in range(len(headings))]
    ruled = [headings, ["-" * width for width in widths], *rows]
    return "\n".join(
        "| " + " | ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) + " |" for row in ruled
    )


def machine() -> str:
    """The machine in one line, without its name: cores, processor, memory, system, Python."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores of {models[0] if models else platform.processor() or 'unknown'}, "
        f"{memory:.0f} GiB, {platform.system()} {platform.release().split('-')[0]}, "
        f"Python {platform.python_version()}"
    )


def _number(value: int | float | str) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)
