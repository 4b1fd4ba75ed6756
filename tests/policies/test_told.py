"""Who is told what: a table over every rule and every audience."""

import pytest

from policies.answer import Answer, Decision, Reason
from policies.rules import RULES
from policies.told import (
    ABSENT,
    NO_CONSENT_FOR_YOU,
    Audience,
    Status,
    another_grantors_state,
    sentences,
    told,
)

ANSWERING = [rule for rule in RULES.values() if rule.reason]


def answer_of(rule, detail="Anders") -> Answer:
    allowed = rule.step == "ja"
    decision = Decision.ALLOW if allowed else Decision.DENY
    return Answer(decision=decision, reason=rule.reason, rule=rule.id, detail=detail, where="by")


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("rule", ANSWERING, ids=lambda r: r.id)
def test_everybody_is_told_one_sentence_and_never_the_detail(rule, audience) -> None:
    heard = told(answer_of(rule), audience)
    assert heard.sentence.endswith(".")
    assert "Anders" not in heard.sentence
    assert (heard.status is Status.OPEN) == (rule.step == "ja")
    assert heard.sentence in sentences()


@pytest.mark.parametrize(
    "rule", [r for r in ANSWERING if r.id.startswith(("covers.", "yes.", "reads.other"))]
)
def test_a_participant_hears_one_sentence_for_every_lack_of_consent(rule) -> None:
    assert told(answer_of(rule), Audience.READER) == NO_CONSENT_FOR_YOU


LEADER = {
    "covers.none": "saknas", "yes.adult_nothing": "saknas", "reads.other_subject": "saknas",
    "yes.missing": "inte komplett", "yes.refused": "inte komplett", "yes.child_objects": "inte komplett",
    "covers.not_yet": "inte komplett", "yes.unassessed": "inte komplett", "yes.not_guardian": "inte komplett",
    "covers.expired": "upphört", "yes.ended": "upphört", "yes.ended_by_child": "upphört",
    "covers.to": "för snävt", "covers.from": "för snävt", "covers.category": "för snävt",
    "covers.purpose": "för snävt", "covers.meeting": "för snävt",
}  # fmt: skip


@pytest.mark.parametrize(("rule", "word"), LEADER.items())
def test_the_leader_hears_in_what_way_and_never_why(rule, word) -> None:
    assert word in told(answer_of(RULES[rule]), Audience.LEADER).sentence


def test_the_leader_cannot_tell_a_child_s_end_from_a_guardian_s() -> None:
    heard = {told(answer_of(RULES[r]), Audience.LEADER) for r in ("yes.ended", "yes.ended_by_child")}
    assert len(heard) == 1
    still = {
        told(answer_of(RULES[r]), Audience.LEADER)
        for r in ("yes.refused", "yes.child_objects", "yes.missing")
    }
    assert len(still) == 1


SAME_AS_ABSENT = (
    Reason.PROTECTED,
    Reason.NOT_PUBLISHED,
    Reason.HIDDEN_FROM_CHILD,
    Reason.HIDDEN_FROM_GUARDIAN,
)


@pytest.mark.parametrize("audience", [a for a in Audience if a is not Audience.AUDITOR])
@pytest.mark.parametrize("rule", [r for r in ANSWERING if r.reason in SAME_AS_ABSENT], ids=lambda r: r.id)
def test_protected_hidden_and_missing_are_told_exactly_alike(rule, audience) -> None:
    assert told(answer_of(rule), audience) == ABSENT


def test_a_stale_login_answers_as_if_the_item_were_absent() -> None:
    assert told(answer_of(RULES["family.fresh_login"]), Audience.CHILD) == ABSENT


@pytest.mark.parametrize("rule", [r for r in ANSWERING if r.step != "ja"], ids=lambda r: r.id)
def test_a_stranger_learns_nothing_of_the_room(rule) -> None:
    heard = told(answer_of(rule), Audience.STRANGER)
    known = rule.reason is Reason.LOG_FAILURE or heard.status is Status.LOG_IN
    assert known or heard == ABSENT


@pytest.mark.parametrize("rule", ["reads.assignment", "reads.released"])
def test_own_faults_are_named(rule) -> None:
    heard = told(answer_of(RULES[rule]), Audience.READER)
    assert heard.sentence == RULES[rule].sentence
    assert heard.status is Status.CLOSED
    assert told(answer_of(RULES["reads.session"]), Audience.READER).status is Status.LOG_IN


LEAKS = ("nej", "skydd", "barn", "tagit tillbaka", "vårdnad", "mognad", "dold", "vem", "namn")


@pytest.mark.parametrize("audience", [Audience.READER, Audience.LEADER])
@pytest.mark.parametrize(
    "rule", [r for r in ANSWERING if r.id.startswith(("reads.", "covers.", "yes.")) and r.step != "ja"],
    ids=lambda r: r.id,
)  # fmt: skip
def test_reader_and_leader_hear_nothing_of_people(rule, audience) -> None:
    if rule.reason is not Reason.LOG_FAILURE:
        sentence = told(answer_of(rule), audience).sentence.lower()
        assert [word for word in LEAKS if word in sentence] == []


def test_when_it_cannot_be_written_down_it_says_so_and_that_nothing_is_lost() -> None:
    for rule in ("reads.ledger", "family.ledger", "saves.ledger"):
        sentence = told(answer_of(RULES[rule]), Audience.READER).sentence
        assert "skriva ner" in sentence
        assert "Inget har gått förlorat" in sentence


def test_the_auditor_is_told_the_rule_itself() -> None:
    for rule in ANSWERING:
        assert told(answer_of(rule), Audience.AUDITOR).sentence == rule.sentence


def test_of_another_grantor_only_whether_they_have_answered() -> None:
    assert another_grantors_state(has_answered=True) == "har svarat"
    assert another_grantors_state(has_answered=False) == "väntar"
