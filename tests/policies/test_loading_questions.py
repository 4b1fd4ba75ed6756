"""A scenario file's question is read exactly, whatever its verb."""

from datetime import timedelta
from pathlib import Path

import pytest

from consent.record import Act, Consent
from consent.words import ActKind, Capacity, HidingGround
from policies.facts import Hiding, Item, Prevention
from policies.question import Asks, Question
from policies.times import NEVER
from tests.policies.whole_world import WHOLE, at, loaded

PLAIN = {"who": "Gun", "as": "BUP", "at": "2026-11-20T10:00Z"}
NOW = at(20, 10)


def asked(asks: Asks, capacity: str = "BUP", **more: object) -> Question:
    return Question(asks=asks, who="Gun", capacity=capacity, at=NOW, **more)  # type: ignore[arg-type]


NONE: frozenset[str] = frozenset()
NO_ITEM = Item(id="", room="", unit="BUP", by="Gun", categories=NONE, subjects=NONE, released_to=NONE)
NO_CONSENT = Consent(
    id="",
    subject="",
    purpose="",
    room="",
    from_units=NONE,
    to_units=NONE,
    categories=NONE,
    starts=NOW,
    ends=NEVER,
)
REFUSED = Act(by="Mor", capacity=Capacity.GUARDIAN, kind=ActKind.REFUSE, at=NOW)
NO_ACT = {"by": "Mor", "as": "guardian", "act": "refuse"}
PREVENTED = {"room": "R1", "guardian": "Mor", "reason": "ill"}
QUESTIONS: dict[str, tuple[dict[str, object], Question]] = {
    "reads": ({"reads": "I1"}, asked(Asks.READS, item="I1")),
    "everything beside": (
        {"reads": "I1", "in": "M1", "purpose": "stod", "loa": 2, "login_age_minutes": 7, "ledger": "down"},
        asked(Asks.READS, item="I1", meeting="M1", purpose="stod", loa=2, login_age=timedelta(minutes=7),
              ledger_up=False),
    ),
    "a very old login": (
        {"reads": "I1", "login_age_minutes": 1_000_000},
        asked(Asks.READS, item="I1", login_age=timedelta(minutes=1_000_000)),
    ),
    "views": ({"views": "R1"}, asked(Asks.VIEWS, room="R1")),
    "grants": ({"grants": "C1"}, asked(Asks.GRANTS, consent="C1")),
    "publishes nothing": ({"publishes": {}}, asked(Asks.PUBLISHES, draft_item=NO_ITEM)),
    "hides nothing": ({"hides": {"item": "I1"}}, asked(Asks.HIDES, item="I1")),
    "hides on no ground": ({"hides": {"item": "I1", "assessment": "olust"}}, asked(Asks.HIDES, item="I1")),
    "hides": (
        {"hides": {"item": "I1", "who": "Mor", "assessment": "child_decides"}},
        asked(Asks.HIDES, item="I1",
              draft_hiding=Hiding(who="Mor", ground=HidingGround.CHILD_DECIDES, by="Gun")),
    ),
    "hides for another, from nobody": (
        {"hides": {"item": "I1", "assessment": "child_decides", "by": "Bo"}},
        asked(Asks.HIDES, item="I1", draft_hiding=Hiding(who="", ground=HidingGround.CHILD_DECIDES, by="Bo")),
    ),
    "records an empty consent": ({"records": {}}, asked(Asks.RECORDS_CONSENT, draft_consent=NO_CONSENT)),
    "records an act": (
        {"records": NO_ACT | {"consent": "C1"}},
        asked(Asks.RECORDS_ACT, consent="C1",
              draft_act=Act(by="Mor", capacity=Capacity.GUARDIAN, kind=ActKind.REFUSE, at=NOW, language="so",
                            interpreter=True)),
    ),
    "records an act about no consent": (
        {"records": NO_ACT | {"spoke": "Far"}}, asked(Asks.RECORDS_ACT, draft_act=REFUSED, spoke="Far")),
    "records a prevention": (
        {"records": PREVENTED},
        asked(Asks.RECORDS_PREVENTION, room="R1",
              draft_prevention=Prevention(guardian="Mor", reason="ill", urgent="", at=NOW, by="Gun")),
    ),
    "records another's prevention": (
        {"records": PREVENTED | {"by": "Bo", "at": "2026-11-19T08:00Z", "urgent": "now"}},
        asked(Asks.RECORDS_PREVENTION, room="R1",
              draft_prevention=Prevention(guardian="Mor", reason="ill", urgent="now", at=at(19), by="Bo")),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question(tmp_path: Path, name: str) -> None:
    words, expected = QUESTIONS[name]
    assert loaded(tmp_path, WHOLE, PLAIN | words).question == expected


@pytest.mark.parametrize(("capacity", "unit"), [("self", "FAMILY"), ("guardian", "FAMILY"), ("BUP", "BUP")])
def test_whose_item_it_is(tmp_path: Path, capacity: str, unit: str) -> None:
    question = loaded(tmp_path, ask=PLAIN | {"as": capacity, "publishes": {}}).question
    assert question.draft_item is not None
    assert question.draft_item.unit == unit
