"""Which lines a change touches: those that differ from where the work began, as far as git can tell."""

import re
import subprocess
from collections.abc import Iterable

from tests.mutants.find import ROOT

HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
BEGINNINGS = ("origin/main", "HEAD~1")


def touched(files: Iterable[str]) -> dict[str, set[int]]:
    """For each file the lines that are new or changed; nothing without git or in a clone without history."""
    began = _beginning()
    if began is None:
        return {}
    return {file: lines for file in files if (lines := _lines(_git("diff", "-U0", began, "--", file) or ""))}


def _beginning() -> str | None:
    """Where this branch left the shared one, or else the commit before this one."""
    head = _git("rev-parse", "HEAD")
    for name in BEGINNINGS:
        found = _git("merge-base", name, "HEAD")
        if found and found != head:
            return found.strip()
    return None


def _lines(difference: str) -> set[int]:
    found: set[int] = set()
    for first, many in HUNK.findall(difference):
        found.update(range(int(first), int(first) + int(many or 1)))
    return found


def _git(*words: str) -> str | None:
    try:
        done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
