"""R2: small faults are put into the policies, the ledger and the gate one at a time, and the tests notice them.

A count as large as the number of mutants tries them all, after a survey of which test runs through which lines, and
goes on where a run over the same code and tests was cut off; a smaller one tries those in lines that the change at
hand touches, and for the rest a sample.
"""

import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.mutants import faults
from tests.mutants.explaining import dishonest, explained
from tests.mutants.find import ROOT, Mutant, mutants
from tests.mutants.kept import Kept
from tests.mutants.reach import Reach
from tests.mutants.targets import GROUPS, STAFF, Group
from tests.mutants.touched import touched
from tests.prove.harness import Harness, Outcome, Progress

GOAL = 0.95
SURVEYED = 1000  # From this many on, knowing which test runs where pays for finding out.
MOST_TOUCHED = 20
MOST_BROKEN = 8  # Tests of timing that a slow machine breaks; they are not asked then.
GONE = "an explanation of a mutant that is no more"
KILLED = "an explanation of a mutant that is noticed"
NOTICED = "policies/staff.py read: RVR return rule.LEDGER.no() -> return None"
Asked = dict[str, list[tuple[str, int]]]
Verdicts = dict[str, tuple[str, str]]


def run(*, count: int, seed: int, progress: Progress, fault: str | None) -> Outcome:
    every = [m for group in GROUPS.values() for file in group.files for m in mutants(file)]
    reasons = explained() | _planted(fault)
    chosen = _chosen(every, count, seed, fault)
    # All of them take hours: what is known of exactly this code and these tests is not found out again.
    kept = Kept(ROOT) if count >= len(every) and fault is None else None
    known = kept.known() if kept is not None else {}
    verdicts: Verdicts = {m.key: known[m.key] for m in chosen if m.key in known}
    broken: list[str] = []
    for group in GROUPS.values() if fault is None else [STAFF]:
        wanted = [m for m in chosen if m.file in group.files and m.key not in verdicts]
        if not wanted:
            continue
        for key, verdict in _ask(group, wanted, count, fault, kept.noticed_before() if kept else {}):
            if key:
                verdicts[key] = verdict
                if kept is not None:
                    kept.add(key, verdict)
            elif verdict[0] != "survived":
                broken.append(f"{group.name}: without any mutant a test fails: {verdict[1] or verdict[0]}")
            progress(len(verdicts))
    failures = [*broken, *_unheard(chosen, verdicts), *_unexplained(verdicts, reasons)]
    failures += dishonest(reasons, {m.key for m in every}, verdicts)
    counted = _counted(verdicts, reasons)
    if len(chosen) >= SURVEYED and (share := float(counted["share"])) < GOAL * 100:
        failures.append(f"{share} % of the mutants are noticed, not {GOAL:.0%}")
    return Outcome(len(verdicts), tuple(failures), counted)


def _chosen(every: list[Mutant], count: int, seed: int, fault: str | None) -> list[Mutant]:
    """All; or what the change touches and a sample of the rest, without what is explained, which is known to survive.

    With a fault planted one that is known to be noticed, so that nothing fails for another reason.

    The tests of the gate take long to begin, so that a sample leaves it out where no change touches it.
    """
    if fault is not None:
        return [m for m in every if m.key == NOTICED]
    if count >= len(every):
        return every
    dice, known = Random(seed), explained()
    lines = touched({m.file for m in every})
    unknown = [m for m in every if m.key not in known]
    near = [m for m in unknown if not lines.get(m.file, set()).isdisjoint(range(m.first, m.last + 1))]
    near = dice.sample(near, min(len(near), MOST_TOUCHED))
    files = GROUPS["policies"].files + GROUPS["ledger"].files
    return [*dict.fromkeys([*near, *dice.sample([m for m in unknown if m.file in files], count)])]


def _ask(
    group: Group, wanted: list[Mutant], count: int, fault: str | None, noticed: dict[str, str]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each mutant with what came of it, as they come."""
    command = [sys.executable, "-m", "tests.mutants.asking", group.name]
    planted = ["--fault", fault] if fault in faults.FAULTS else []
    numbers = {m.key: n for file in group.files for n, m in enumerate(mutants(file))}
    with tempfile.TemporaryDirectory() as folder:
        reach = Path(folder) / "reach.json"
        known = []
        if count >= SURVEYED:
            failed = _survey(group, command, reach)
            if not reach.exists() or len(failed) > MOST_BROKEN:
                yield "", ("killed", ", ".join(failed))
                return
            before = Path(folder) / "before.json"
            before.write_text(json.dumps(noticed))
            known = ["--reach", str(reach), "--noticed", str(before)]
        asked = Path(folder) / "asked.json"
        asked.write_text(json.dumps([(m.file, numbers[m.key]) for m in wanted]))
        with (
            asked.open() as given,
            subprocess.Popen(
                [*command, *known, *planted],
                cwd=ROOT, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            ) as asking,
        ):  # fmt: skip
            for line in asking.stdout or ():
                key, verdict = json.loads(line)
                yield key, tuple(verdict)


def _survey(group: Group, command: list[str], reach: Path) -> list[str]:
    """Find out which test runs where; the tests that fail without any mutant, twice if the machine was busy."""
    failed: list[str] = []
    for _ in range(2):
        done = subprocess.run(
            [*command, "--survey", reach], cwd=ROOT, capture_output=True, text=True, check=False
        )
        failed = Reach.read(reach).failed if reach.exists() else [done.stdout[-500:]]
        if not failed:
            break
        print(f"   {group.name}: fail in the survey: {', '.join(failed)}", file=sys.stderr)
    return failed


def _planted(fault: str | None) -> dict[str, str]:
    if fault == GONE:
        return {"policies/staff.py read: ROR question.loa < 2 -> question.loa <= 2": "planted"}
    return {NOTICED: "planted"} if fault == KILLED else {}


def _unheard(chosen: list[Mutant], verdicts: Verdicts) -> list[str]:
    lost = [m.key for m in chosen if m.key not in verdicts]
    unmade = [key for key, (what, _) in verdicts.items() if what in ("unmade", "anew")]
    return [
        *(f"nothing was heard of {key}" for key in lost),
        *(f"could not be made: {key}" for key in unmade),
    ]


def _unexplained(verdicts: Verdicts, reasons: dict[str, str]) -> list[str]:
    return [
        f"survived, {by or 'though tests run through it'}: {key}"
        for key, (what, by) in sorted(verdicts.items())
        if what == "survived" and key not in reasons
    ]


def _counted(verdicts: Verdicts, reasons: dict[str, str]) -> dict[str, int | float | str]:
    """Those that are explained count as survivors too: a reason does not notice anything."""
    found = Counter(what for what, _ in verdicts.values())
    killed = found["killed"] + found["timeout"]
    return {
        "killed": killed,
        "of them by hanging": found["timeout"],
        "survived": found["survived"],
        "of them explained": sum(
            1 for key, (what, _) in verdicts.items() if what == "survived" and key in reasons
        ),
        "share": round(100 * killed / max(len(verdicts), 1), 2),
    }


HARNESS = Harness(
    id="R2",
    what="small faults in the policies, the ledger and the gate are noticed by the tests",
    unit="mutants",
    full=100_000,  # All there are.
    short=6,
    faults=(*faults.FAULTS, GONE, KILLED),
    run=run,
    planted=1,
    slow=tuple(fault for fault in (*faults.FAULTS, GONE, KILLED) if fault != faults.BLUNT),
)
