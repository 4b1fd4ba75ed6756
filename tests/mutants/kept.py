"""What came of each mutant, kept beside the code: a run of hours that was cut off goes on where it was.

A verdict is of one tree: of every line of the code and of the tests as they stood. For another tree it says nothing
but which test is worth asking first.
"""

import hashlib
import json
from pathlib import Path

FOLDERS = ("hub", "consent", "policies", "tests")
Verdict = tuple[str, str]


class Kept:
    """The verdicts of a tree in a file of their own, one line each; a line that was cut off is none."""

    def __init__(self, root: Path) -> None:
        self._file = root / ".prove" / f"mutants-{tree(root)[:16]}.jsonl"

    def known(self) -> dict[str, Verdict]:
        """What is known of this tree."""
        return _read(self._file) if self._file.exists() else {}

    def noticed_before(self) -> dict[str, str]:
        """By which test each was noticed in the newest run over any tree; it must notice it again."""
        runs = sorted(self._file.parent.glob("mutants-*.jsonl"), key=lambda run: run.stat().st_mtime)
        return {key: by for run in runs for key, (what, by) in _read(run).items() if what == "killed"}

    def add(self, key: str, verdict: Verdict) -> None:
        """Keep one more."""
        self._file.parent.mkdir(exist_ok=True)
        with self._file.open("a") as out:
            out.write(json.dumps([key, verdict]) + "\n")


def _read(file: Path) -> dict[str, Verdict]:
    found: dict[str, Verdict] = {}
    for line in file.read_text().splitlines():
        try:
            key, (what, by) = json.loads(line)
        except ValueError:
            continue
        found[key] = (what, by)
    return found


def tree(root: Path) -> str:
    """SHA-256 (hex) of every file of code and of tests, by its path."""
    whole = hashlib.sha256()
    for path in sorted(one for folder in FOLDERS for one in (root / folder).rglob("*.py")):
        content = path.read_bytes()
        whole.update(f"{path.relative_to(root)} {len(content)}\n".encode() + content)
    return whole.hexdigest()
