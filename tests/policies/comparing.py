"""The rules beside the two other readings of the same sentences: who agrees, and the smallest case if not."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from random import Random

from policies.answer import Answer
from policies.decide import decide
from policies.effects import with_effects
from policies.facts import Facts
from policies.question import Asks, Question
from tests.policies.cedar import opinion
from tests.policies.reference import answer, worlds_saving
from tests.policies.reference.printed import scenario
from tests.policies.reference.said import Said
from tests.policies.reference.shrink import smallest
from tests.policies.reference.worlds import Dice
from tests.policies.reference.worlds_things import world
from tests.policies.small_readers import GRIDS

SAVED = 3
"""Questions in each random world about what may be saved, beside those about what may be read."""
A_WORLD = 11
"""At most so many questions are asked of a random world."""


@dataclass
class Tally:
    """What was compared: how often with the second reading and with Cedar, the answers, and what differed."""

    tried: int = 0
    by_cedar: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    differing: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Count another's as one's own."""
        self.tried += other.tried
        self.by_cedar += other.by_cedar
        self.answers += other.answers
        self.differing += other.differing


@lru_cache(maxsize=3000)
def asked_of(seed: int) -> tuple[Facts, list[tuple[Question, Said]]]:
    """A random world, its questions and what the second reading says: the same for every planted fault."""
    facts, questions = world(seed)
    dice = Dice(Random(seed), questions[0].at, (0.05, 0.2, 0.5)[seed % 3])
    questions += [worlds_saving.question(dice, facts) for _ in range(SAVED)]
    answers = ((q, answer(q, facts)) for q in questions)
    return facts, [(q, said) for q, said in answers if said is not None]


def compare(
    question: Question, said: Said, facts: Facts, filled: Facts, tally: Tally, *, cedar: bool
) -> None:
    """One question to the rules (with stored effects), to the second reading, and perhaps to Cedar."""
    given = decide(question, filled)
    tally.tried += 1
    tally.answers[given.reason.value] += 1
    if not said.agrees(given):
        tally.differing.append(as_case(question, facts))
    if cedar and question.asks is Asks.READS:
        tally.by_cedar += 1
        if opinion.allows(question, facts) != given.allowed:
            tally.differing.append(as_cedars_case(question, facts, given))


def random_world(seed: int, *, cedar: bool) -> Tally:
    """Everything that is asked of the world with that seed."""
    tally = Tally()
    facts, asked = asked_of(seed)
    filled = with_effects(facts)
    for question, said in asked:
        compare(question, said, facts, filled, tally, cedar=cedar)
    return tally


def small_worlds(name: str, *, cedar_each: int) -> Iterator[Tally]:
    """One grid in full; every so many of its worlds are asked of Cedar too."""
    for number, (facts, question) in enumerate(GRIDS[name]()):
        tally = Tally()
        said = answer(question, facts)
        assert said is not None
        compare(question, said, facts, with_effects(facts), tally, cedar=number % cedar_each == 0)
        yield tally


def differs(question: Question, facts: Facts) -> bool:
    """Whether the two readings differ; a world that has lost too much to be asked about is none."""
    try:
        said = answer(question, facts)
        return said is not None and not said.agrees(decide(question, with_effects(facts)))
    except (KeyError, TypeError, AttributeError):
        return False


def as_case(question: Question, facts: Facts) -> str:
    """The smallest world in which they differ, as a scenario that says what the second reading says."""
    question, facts = smallest(question, facts, differs)
    said = answer(question, facts)
    assert said is not None
    return scenario("NEW", question, facts, said)


def _differs_from_cedar(question: Question, facts: Facts) -> bool:
    try:
        return opinion.allows(question, facts) != decide(question, with_effects(facts)).allowed
    except (KeyError, TypeError, AttributeError, opinion.NoAnswer):
        return False


def as_cedars_case(question: Question, facts: Facts, given: Answer) -> str:
    """The smallest world in which Cedar says otherwise, as a scenario with Cedar's yes or no."""
    question, facts = smallest(question, facts, _differs_from_cedar)
    said = Said("ALLOW" if not given.allowed else "DENY")
    return "# what Cedar says\n" + scenario("NEW", question, facts, said)
