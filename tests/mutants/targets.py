"""What is changed, and which tests must notice: three groups, since a test process collects only its own."""

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Group:
    """Files that are changed together, and the tests that are asked, as pytest names them."""

    name: str
    files: tuple[str, ...]
    tests: tuple[str, ...]
    slow: tuple[str, ...] = ()
    """Parts of the names of tests that are asked last while it is not known how long each takes; where everything is
    loaded anew only those that are known to run through what is changed."""
    first: tuple[str, ...] = ()
    """Tests that are asked before all others are even imported, where everything is loaded anew."""
    worlds: str = ""
    """A function of a test module whose (cached) answer all children may share, as ``module:function``."""

    def prepare(self) -> None:
        """Before the first child is made."""
        module, _, function = self.worlds.partition(":")
        if module:
            getattr(import_module(module), function)()


def _python(folder: str, *, below: str = "**/") -> tuple[str, ...]:
    return tuple(sorted(p.relative_to(ROOT).as_posix() for p in (ROOT / folder).glob(f"{below}*.py")))


GROUPS = {
    group.name: group
    for group in (
        Group(
            "policies",
            _python("policies"),
            ("tests/policies",),
            slow=("reference",),
            first=("tests/policies/test_rules.py",),
            worlds="tests.policies.test_reference:worlds_compared",
        ),
        Group(
            "ledger",
            _python("consent/ledger", below=""),
            ("tests/consent/ledger",),
            ("postgres", "writers", "byte", "takes_too"),
        ),
        Group(
            "gate",
            ("hub/gate.py", "hub/facts.py"),
            (
                "tests/hub/test_gate.py",
                "tests/hub/test_gate_alone.py",
                "tests/hub/test_gate_words.py",
                "tests/hub/test_gate_races.py",
                "tests/hub/test_facts.py",
                "tests/hub/test_facts_kept.py",
                "tests/hub/test_facts_seen.py",
            ),
            ("postgres", "races"),
        ),
    )
}

STAFF = Group("staff", ("policies/staff.py",), ("tests/policies/test_scenarios.py",))
"""One file, and quick tests that notice what is wrong with it: enough where the fault is planted in the asking."""

ASKED = {**GROUPS, STAFF.name: STAFF}

NOT_ASKED = (
    "test_deciding_is_fast_enough",
    "test_a_planted_fault_is_found",
    "a_difference_is_printed",
    "test_always",
    "test_unknown",
    "prove_",
)
"""Tests that judge the machine or the other tests; and properties that take long: without them fewer mutants are
noticed, never more, so that what the harness says stays on the safe side."""
