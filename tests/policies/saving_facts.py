"""What everybody in the town of the scenarios saves when nothing is wrong, and the facts that it is judged by."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from consent.record import Act, Consent
from consent.words import ActKind, Capacity, HidingGround, How
from policies.facts import Hiding, Item, Prevention
from policies.question import Asks, Question
from policies.scenarios.world import Builder

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
WORLD = yaml.safe_load((Path(__file__).parents[1] / "scenarios" / "world.yaml").read_text("utf-8"))
FACTS = Builder().facts(WORLD, "world", NOW)

CONSENT = Consent(
    id="", subject="Alva", purpose="SIP-skolfranvaro", room="R1", from_units=frozenset({"BUP"}),
    to_units=frozenset({"SKOLA.EH"}), categories=frozenset({"maende"}), starts=NOW, ends=NOW + timedelta(days=90),
)  # fmt: skip
SPOKEN = Act(
    by="Anna", capacity=Capacity.GUARDIAN, kind=ActKind.GRANT, at=NOW, how=How.ORAL, loa=None, recorded_by="Tord",
    said="Ja",
)  # fmt: skip
CLICKED = Act(by="Anna", capacity=Capacity.GUARDIAN, kind=ActKind.GRANT, at=NOW)
ITEM = Item(
    id="", room="R1", unit="SOC.FORE", by="Tord", categories=frozenset({"insatser"}), subjects=frozenset({"Alva"}),
    released_to=frozenset({"BUP"}),
)  # fmt: skip
HIDING = Hiding(who="Anna", ground=HidingGround.BETYDANDE_MEN, by="Tord")
PREVENTION = Prevention(guardian="Anders", reason="ill", urgent="i morgon", at=NOW, by="Tord", room="R1")


def tord(asks: Asks, **about: object) -> Question:
    """The family therapist asks to save something."""
    return Question(asks=asks, who="Tord", capacity="SOC.FORE", at=NOW, **about)  # type: ignore[arg-type]


def anna(asks: Asks, **about: object) -> Question:
    """The mother does."""
    return Question(asks=asks, who="Anna", capacity="guardian", at=NOW, **about)  # type: ignore[arg-type]


def consent(**changes: Any) -> Question:
    return tord(Asks.RECORDS_CONSENT, draft_consent=replace(CONSENT, **changes))


def spoken(**changes: Any) -> Question:
    return tord(Asks.RECORDS_ACT, consent="C1", draft_act=replace(SPOKEN, **changes))


def clicked(**changes: Any) -> Question:
    return anna(Asks.RECORDS_ACT, consent="C1", draft_act=replace(CLICKED, **changes))


def item(**changes: Any) -> Question:
    return tord(Asks.PUBLISHES, draft_item=replace(ITEM, **changes))


def hiding(of: str = "I2", **changes: Any) -> Question:
    return tord(Asks.HIDES, item=of, draft_hiding=replace(HIDING, **changes))


def prevention(**changes: Any) -> Question:
    return tord(Asks.RECORDS_PREVENTION, room="R1", draft_prevention=replace(PREVENTION, **changes))


def one(*words: str) -> frozenset[str]:
    return frozenset(words)
