"""Where the harnesses live: each module holds one, called ``HARNESS``."""

from importlib import import_module

from tests.prove.harness import Harness

MODULES = {
    "R1": "tests.policies.prove_decisions",
    "R2": "tests.mutants.prove_mutants",
    "R3": "tests.faults.prove_races",
    "R4": "tests.faults.prove_kills",
    "R5": "tests.faults.prove_tampering",
    "R7": "tests.hub.prove_bad_input",
    "R9": "tests.faults.prove_outages",
    "R14": "tests.hub.prove_absent",
    "AXE": "tests.browser.prove_reach",
}


def named(identifier: str) -> Harness:
    """The harness with this identifier. KeyError when there is none."""
    found = import_module(MODULES[identifier]).HARNESS
    assert isinstance(found, Harness)
    assert found.id == identifier
    return found
