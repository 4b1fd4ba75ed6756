"""A small world to register: a child, her mother, a guardian who was, and a kurator who knows the family."""

from datetime import UTC, datetime, timedelta

from consent.words import Capacity, Outcome
from hub.people.numbers import test_number as number_of
from policies.facts import Assessment, Assignment, Child, Facts, Guardianship, Person, Staff, Unit

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)

SCHOOL = Unit(id="SKOLA.EH", agency="skola")
CLUB = Unit(id="FOREN", agency="forening", private=True, absolute=True, may_publish=False)
ELLA = Person(
    id="ella", name="Ella", born=datetime(2014, 5, 2, tzinfo=UTC).date(), languages=frozenset({"sv", "fa"})
)
SARA = Person(
    id="sara",
    name="Sara",
    born=datetime(1985, 3, 2, tzinfo=UTC).date(),
    protected=True,
    allow_list=frozenset({"ella", "karin"}),
    coordination_level="probable",
)
KARIN = Person(id="karin", name="Karin", born=datetime(1979, 6, 9, tzinfo=UTC).date())
CHILD = Child(
    id="ella",
    guardians=(
        Guardianship(who="adam", kind=Capacity.GUARDIAN, since=NOW - 900 * DAY, until=NOW - 30 * DAY),
        Guardianship(who="sara", kind=Capacity.GUARDIAN, since=NOW - 900 * DAY),
    ),
    register_checked=NOW - DAY,
    care_order=True,
    assessments=(
        Assessment(matter=frozenset({"maende"}), outcome=Outcome.MATURE, by="karin", at=NOW - 3 * DAY),
    ),
    view=False,
    view_by="karin",
)
STAFF = Staff(
    id="karin",
    assignments=(
        Assignment(id="a1", unit="SKOLA.EH", role="kurator", since=NOW - 100 * DAY),
        Assignment(id="a2", unit="FOREN", role="ledare", since=NOW - 100 * DAY, until=NOW - DAY),
    ),
    conflicts=frozenset({"sara"}),
)
WORLD = Facts(
    units={"SKOLA.EH": SCHOOL, "FOREN": CLUB},
    people={"ella": ELLA, "sara": SARA, "karin": KARIN},
    children={"ella": CHILD},
    staff={"karin": STAFF},
)
NAMES = {"SKOLA.EH": "Elevhälsan", "sara": "Sara Sand"}
NUMBER = number_of(SARA.born, 238)
