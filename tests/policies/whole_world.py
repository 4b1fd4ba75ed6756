"""One world in which every key of a scenario file stands, as the file has it and as facts."""

from datetime import UTC, date, datetime
from pathlib import Path

import yaml

from consent.record import Act
from consent.words import ActKind, Capacity, HidingGround, How, MeetingState, Outcome
from policies.facts import (
    Assessment,
    Assignment,
    Child,
    Facts,
    Guardianship,
    Hiding,
    Item,
    Meeting,
    Person,
    Prevention,
    Room,
    Staff,
    Unit,
)
from policies.scenarios import Case, load

WHOLE = """
units:
  BUP: {agency: region, private: true, absolute: true, may_publish: false}
people:
  Alva: {born: 2017-03-02, languages: [so, sv], coordination_level: probable, protected: true, allow_list: [Gun]}
staff:
  Gun:
    assignments: [{unit: BUP, role: kurator, from: 2026-01-01T08:00Z, until: 2026-12-01T08:00Z}]
    conflicts: [Alva]
children:
  Alva:
    guardians:
      Mor: {kind: guardian, from: 2017-03-02, until: 2026-11-01T00:00Z}
      Eva: {kind: god_man, from: 2020-01-01}
    register_checked: 2026-11-02T08:00Z
    care_order: true
    prevented: {Mor: {reason: ill, urgent: soon, at: 2026-11-03T08:00Z, by: Gun}}
    assessments:
      - {matter: all, outcome: mature, by: Gun, at: 2026-11-04T08:00Z}
      - {matter: [skola], outcome: decides_alone, by: Gun, at: 2026-11-05T08:00Z}
    view: "yes"
    view_by: Gun
rooms:
  R1: {child: Alva, purpose: stod, participants: [{who: Gun, unit: BUP}], forbehall: [{who: Bo, unit: FOREN}]}
meetings:
  M1: {room: R1, state: open}
consents:
  C1:
    subject: Alva
    purpose: stod
    room: R1
    from_units: [BUP]
    to_units: [POL]
    categories: [maende]
    starts: 2026-11-01T00:00Z
    ends: 2026-12-01T00:00Z
    draft: true
    meeting: M1
    language: so
    interpreter: true
    acts:
      - {by: Mor, as: guardian, act: grant, at: 2026-11-03T09:00Z}
      - by: Mor
        as: guardian
        act: withdraw
        at: 2026-11-02T09:00Z
        how: oral
        loa: 2
        confirmed: 2026-11-06T09:00Z
        again: {Siv: 2026-11-07T09:00Z}
        recorded_by: Gun
        said: inte polisen
        language: sv
        interpreter: false
        units: [POL]
        categories: [maende]
items:
  I1:
    room: R1
    unit: BUP
    by: Gun
    categories: [maende]
    subjects: [Alva]
    released_to: [POL]
    place_free: false
    family_readers: [Mor]
    deleted: true
    register: belastning
    hidden_from: [{who: Mor, assessment: betydande_men, by: Gun}]
"""


def at(day: int, hour: int = 8) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=UTC)


ONE = frozenset
WHOLE_FACTS = Facts(
    units={"BUP": Unit(id="BUP", agency="region", private=True, absolute=True, may_publish=False)},
    people={
        "Alva": Person(
            id="Alva", name="Alva", born=date(2017, 3, 2), languages=ONE({"so", "sv"}),
            coordination_level="probable", protected=True, allow_list=ONE({"Gun"}),
        )
    },
    staff={
        "Gun": Staff(
            id="Gun", conflicts=ONE({"Alva"}),
            assignments=(
                Assignment(
                    unit="BUP", role="kurator", since=datetime(2026, 1, 1, 8, tzinfo=UTC),
                    until=datetime(2026, 12, 1, 8, tzinfo=UTC),
                ),
            ),
        )
    },
    children={
        "Alva": Child(
            id="Alva", register_checked=at(2), care_order=True, view=True, view_by="Gun",
            guardians=(
                Guardianship(
                    who="Mor", kind=Capacity.GUARDIAN, since=datetime(2017, 3, 1, 23, tzinfo=UTC), until=at(1, 0)
                ),
                Guardianship(who="Eva", kind=Capacity.GOD_MAN, since=datetime(2019, 12, 31, 23, tzinfo=UTC)),
            ),
            prevented=(Prevention(guardian="Mor", reason="ill", urgent="soon", at=at(3), by="Gun"),),
            assessments=(
                Assessment(matter=None, outcome=Outcome.MATURE, by="Gun", at=at(4)),
                Assessment(matter=ONE({"skola"}), outcome=Outcome.DECIDES_ALONE, by="Gun", at=at(5)),
            ),
        )
    },
    rooms={
        "R1": Room(
            id="R1", child="Alva", purpose="stod", participants=ONE({("Gun", "BUP")}),
            forbehall=ONE({("Bo", "FOREN")}),
        )
    },
    meetings={"M1": Meeting(id="M1", room="R1", state=MeetingState.OPEN)},
    items={
        "I1": Item(
            id="I1", room="R1", unit="BUP", by="Gun", categories=ONE({"maende"}), subjects=ONE({"Alva"}),
            released_to=ONE({"POL"}), place_free=False, family_readers=ONE({"Mor"}), deleted=True,
            register="belastning",
            hidden_from=(Hiding(who="Mor", ground=HidingGround.BETYDANDE_MEN, by="Gun"),),
        )
    },
)  # fmt: skip
PARTLY = Act(
    by="Mor", capacity=Capacity.GUARDIAN, kind=ActKind.WITHDRAW, at=at(2, 9), how=How.ORAL, loa=2,
    confirmed=at(6, 9), again=(("Siv", at(7, 9)),), recorded_by="Gun",
    said="inte polisen", units=ONE({"POL"}), categories=ONE({"maende"}),
)  # fmt: skip
GRANTED = Act(
    by="Mor", capacity=Capacity.GUARDIAN, kind=ActKind.GRANT, at=at(3, 9), language="so", interpreter=True
)
READS = {"who": "Gun", "as": "BUP", "reads": "I1", "at": "2026-11-20T10:00Z"}


DENIED = {"decision": "DENY"}


def loaded(folder: Path, world: str = "{}", ask: object = READS) -> Case:
    case = {
        "id": "X",
        "says": "A case",
        "basis": "policy",
        "ask": ask,
        "expect": DENIED,
    }
    (folder / "world.yaml").write_text(world, encoding="utf-8")
    (folder / "x.yaml").write_text(
        yaml.safe_dump({"world": "world.yaml", "scenarios": [case]}), encoding="utf-8"
    )
    [found] = load([folder / "x.yaml"])
    return found
