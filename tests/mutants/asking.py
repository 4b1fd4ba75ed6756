"""One group of files in one process: the tests are collected once, and each mutant has a forked child.

    python -m tests.mutants.asking policies --survey reach.json
    python -m tests.mutants.asking policies --reach reach.json --noticed before.json < asked.json

What is asked for are pairs of a file and the number of a mutant; what came of each is a line of JSON.
"""

import argparse
import gc
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import hypothesis
import pytest

from hub.demo import postgres
from tests.mutants import applying, children, faults
from tests.mutants.find import Mutant, mutants
from tests.mutants.listening import CONTROLLED, Listener, Loop, Order, Verdict
from tests.mutants.reach import Reach, Tracer
from tests.mutants.targets import ASKED, Group

QUIET = ("-W", "ignore::pytest.PytestAssertRewriteWarning")  # Plugins are imported already, and need no more.
OPTIONS = ("-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-o", "timeout=0", "--no-header", *QUIET)
COLLECTING = 90.0
Report = Callable[[str, Verdict], None]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants.asking")
    parser.add_argument("group", choices=ASKED)
    parser.add_argument("--survey", type=Path)
    parser.add_argument("--reach", type=Path)
    parser.add_argument("--noticed", type=Path)
    parser.add_argument("--children", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--fault")
    asked = parser.parse_args()
    group = ASKED[asked.group]
    faults.plant(asked.fault)
    _hypothesis_repeats_itself()
    with _postgres():
        if asked.survey:
            return _survey(group, asked.survey)
        wanted = [mutants(file)[number] for file, number in json.load(sys.stdin)]
        before = json.loads(asked.noticed.read_text()) if asked.noticed else None
        order = Order(group, Reach.read(asked.reach) if asked.reach else None, before)
        with _alone_on_the_output() as out:
            ask(
                group,
                wanted,
                order,
                asked.children,
                lambda *said: print(json.dumps(said), file=out, flush=True),
            )
    return 0


def _survey(group: Group, path: Path) -> int:
    """Every test once, traced, with the house imported under the tracer's eyes."""
    tracer = Tracer(group.files)
    applying.forget()
    tracer.trace()
    ended = pytest.main([*OPTIONS, *group.tests], plugins=[Loop(Order(group, None)), tracer])
    tracer.reach.write(path)
    return int(ended)


def ask(group: Group, wanted: list[Mutant], order: Order, most: int, report: Report) -> None:
    """First those that can be put into the functions that exist, then those that need everything loaded anew."""
    anew: list[Mutant | None] = [None, *(m for m in wanted if not m.inside)]

    def loop(session: pytest.Session) -> None:
        functions = applying.functions_of(group.files)
        if order.reach:
            group.prepare()
        gc.freeze()
        inside = {m.key: m for m in wanted if m.inside}
        unseen = {key for key, m in inside.items() if order.reach and not order.tests(m, session.items)}
        for key in unseen:
            if order.seen_at_loading(inside[key]):
                anew.append(inside[key])
            else:
                report(key, Verdict.survived("no test comes here"))
        jobs = (
            (key, _patched(m, session, functions, order)) for key, m in inside.items() if key not in unseen
        )
        control = ("", _patched(None, session, functions, order))
        for key, ended in children.run([control], most):
            report(key, order.verdict(ended))
        for key, ended in children.run(jobs, most):
            verdict = order.verdict(ended)
            if verdict.needs_anew or (verdict.is_survivor and order.seen_at_loading(inside[key])):
                anew.append(inside[key])
            else:
                report(key, verdict)

    pytest.main([*OPTIONS, *group.tests], plugins=[Loop(order, loop)])
    applying.forget()
    gc.freeze()
    for key, ended in children.run(((m.key if m else "", _anew(m, group, order)) for m in anew), most):
        report(key, order.verdict(ended))


def _patched(
    mutant: Mutant | None, session: pytest.Session, functions: applying.Functions, order: Order
) -> children.Job:
    def job(say: children.Say) -> None:
        if mutant is not None and not applying.patch(mutant, functions):
            say("anew\n")
            return
        say("made\n")
        listener = Listener(order, say)
        session.config.pluginmanager.register(listener)
        items = order.tests(mutant, session.items)
        for place, item in enumerate(items):
            following = items[place + 1] if place + 1 < len(items) else None
            session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if listener.heard:
                session._setupstate.teardown_exact(None)
                return

    return job


def _anew(mutant: Mutant | None, group: Group, order: Order) -> children.Job:
    def job(say: children.Say) -> None:
        applying.load_anew(mutant)
        say("made\n")
        listener = Listener(order, say)
        for tests, without in order.loaded_anew(mutant):
            children.limit(COLLECTING)
            loop = Loop(order, without=without, most=None if mutant else CONTROLLED)
            ended = pytest.main([*OPTIONS, "-x", *tests], plugins=[loop, listener])
            if ended and not listener.heard:
                say("loading\n")
            if ended or listener.heard:
                return

    return job


@contextmanager
def _alone_on_the_output() -> Iterator[object]:
    """What pytest prints goes to the errors; the output is for what came of the mutants."""
    with os.fdopen(os.dup(1), "w") as out:
        os.dup2(2, 1)
        yield out


@contextmanager
def _postgres() -> Iterator[None]:
    """One server for all children, unless one is given."""
    if "TEST_DATABASE_URL" in os.environ:
        yield
        return
    server = postgres.start()
    os.environ["TEST_DATABASE_URL"] = server.url
    try:
        yield
    finally:
        server.stop()


def _hypothesis_repeats_itself() -> None:
    """The same examples for every mutant, and none made smaller: only whether one fails is asked, and no slow machine
    makes it: a test that fails in the survey is not asked about any mutant."""
    phases = [hypothesis.Phase.explicit, hypothesis.Phase.generate]
    checks = list(hypothesis.HealthCheck)
    hypothesis.settings.register_profile(
        "mutants", database=None, derandomize=True, phases=phases, deadline=None, suppress_health_check=checks
    )
    hypothesis.settings.load_profile("mutants")


if __name__ == "__main__":
    sys.exit(main())
