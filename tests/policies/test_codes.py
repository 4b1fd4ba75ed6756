"""The words that other places know these things by: in the ledger, in scenario files, in a jurist's table."""

import re
from enum import StrEnum

import pytest

from policies.answer import Decision, Reason
from policies.laws import LAWS
from policies.question import Asks
from policies.scenarios.case import Basis
from policies.told import Audience, Status, another_grantors_state, sentences

OWN_NAMES: list[type[StrEnum]] = [Decision, Reason]
SMALL_NAMES: list[type[StrEnum]] = [Asks, Audience, Status]


@pytest.mark.parametrize("words", OWN_NAMES)
def test_codes_are_their_names(words: type[StrEnum]) -> None:
    assert all(word.value == word.name for word in words)


@pytest.mark.parametrize("words", SMALL_NAMES)
def test_words_are_their_names(words: type[StrEnum]) -> None:
    assert all(word.value == word.name.lower() for word in words)


def test_why_an_answer_is_expected() -> None:
    assert [*map(str, Basis)] == ["law", "policy", "ask-a-jurist"]


def test_a_statute_is_known_by_what_it_is_cited_as() -> None:
    for key, statute in LAWS.items():
        if key != "gode_man":
            numbers = re.findall(r"\d+", key)
            assert re.findall(r"\d+", statute.cite)[: len(numbers)] == numbers, key
            assert statute.cite[0].lower() == key[0], key
        assert statute.about.strip(), key
    assert len({statute.cite for statute in LAWS.values()}) == len(LAWS)


def test_every_sentence_may_be_translated() -> None:
    assert {another_grantors_state(has_answered=True), another_grantors_state(has_answered=False)} <= {
        *sentences()
    }
    assert all(sentence.strip() for sentence in sentences())
