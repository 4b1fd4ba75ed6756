"""Consents of a hostile world, and what people did about them."""

from collections.abc import Iterator
from dataclasses import replace

from consent.record import Act, Consent
from consent.words import ActKind, Capacity, How
from tests.policies.reference.worlds import CATEGORIES, DAY, STAFF, TICK, UNITS, Dice

ACTORS = ("Kid", "Ann", "Bea", "Cai", "board", "Dag")
CAPACITIES = {"Kid": Capacity.SELF, "Sib": Capacity.SELF, "Dag": Capacity.SELF, "board": Capacity.BOARD}


def act(d: Dice, who: str, kind: ActKind) -> Act:
    """One act, mostly in the right way, with the time on an edge."""
    part = kind is ActKind.WITHDRAW and d.r.random() < 0.5
    how = d.one((How.ORAL, How.PAPER)) if d.odd() else How.EID
    recorded = d.one((None, "Asker", "Ann", "Nemo")) if d.odd(0.3) else d.one(STAFF[1:])
    at = d.past()
    return Act(
        by=who,
        capacity=d.one(tuple(Capacity)) if d.odd(0.3) else CAPACITIES.get(who, Capacity.GUARDIAN),
        kind=kind,
        at=at,
        how=how,
        loa=d.one((None, 1, 2, 4)) if d.odd(0.2) else 3,
        confirmed=at + d.one((TICK, DAY, 14 * DAY, 15 * DAY, 16 * DAY)) if d.odd() else None,
        again=tuple(
            (d.one(("Asker", *STAFF)), at + d.one((TICK, DAY, 16 * DAY))) for _ in range(d.one((0, 0, 1, 2)))
        ),
        recorded_by=None if how is How.EID else recorded,
        said=None if how is How.EID or d.odd(0.2) else d.one((" ", "Ja", "Ja", "Ja")),
        language=d.one(("so", "xx")) if d.odd(0.2) else "sv",
        interpreter=d.odd(0.2),
        units=d.some((*UNITS, "FAMILY"), 1) if part else frozenset(),
        categories=d.some(CATEGORIES, 2) if part else frozenset(),
    )


def acts(d: Dice, subject: str) -> Iterator[Act]:
    """A yes from most, then whatever may come."""
    self_first = (subject, *(who for who in ACTORS if who not in ("Kid", "Dag")))
    for who in self_first if subject in ("Kid", "Sib") else (subject,):
        if not d.odd(0.5):
            yield act(d, who, ActKind.GRANT)
    while d.odd(1.3):
        yield act(d, d.one((*self_first, *ACTORS, "Nemo")), d.one(tuple(ActKind)))


def consent(d: Dice, name: str, room: str, subject: str) -> Consent:
    """A consent that mostly covers, with a window that may open or close now."""
    starts = d.now + d.one((0 * DAY, TICK, DAY)) if d.odd(0.2) else d.now - d.one((DAY, 90 * DAY))
    if d.odd(0.3):
        starts = d.about_a_year(-1)
    ends = d.now + d.one((0 * DAY, TICK, -DAY)) if d.odd(0.2) else d.now + d.one((DAY, 200 * DAY, 400 * DAY))
    if d.odd(0.3):
        ends = d.about_a_year(1)
    if not d.odd(0.3):
        ends = min(ends, starts + 360 * DAY)
    said = list(acts(d, subject))
    if d.odd(0.3) and said:
        at = d.one(said).at
        said += [replace(act(d, d.one(ACTORS), d.one(tuple(ActKind))), at=at) for _ in range(2)]
    d.r.shuffle(said)
    return Consent(
        id=name,
        subject=subject,
        purpose="other" if d.odd(0.1) else "p",
        room=room,
        from_units=frozenset(UNITS if not d.odd(0.3) else d.some(UNITS, 2)) | {"FAMILY"},
        to_units=frozenset(UNITS if not d.odd(0.3) else d.some(UNITS, 2)),
        categories=frozenset(CATEGORIES[: d.one((2, 3))] if not d.odd(0.3) else {d.one(CATEGORIES)}),
        starts=starts,
        ends=ends,
        draft=d.odd(0.2),
        meeting=d.one(("M1", "M1", "M2", "M9")) if d.odd(0.3) else None,
        acts=tuple(said),
    )


def consents(d: Dice) -> dict[tuple[str, str], tuple[Consent, ...]]:
    """None to three consents a subject and room, in the order of their identifiers."""
    found = {}
    for n, (room, subject) in enumerate((("R1", "Kid"), ("R1", "Sib"), ("R1", "Dag"), ("R2", "Kid"))):
        many = d.one((0, 1, 2, 3)) if d.odd() else 1
        found[room, subject] = tuple(consent(d, f"C{n}{k}", room, subject) for k in range(many))
    return found


def silent(d: Dice, who: str, told: tuple[Consent, ...]) -> tuple[Consent, ...]:
    """The same consents where somebody says nothing, but perhaps a no in one of them or in a draft."""
    told = tuple(replace(c, acts=tuple(a for a in c.acts if a.by != who)) for c in told)
    if not told or d.r.random() < 0.5:
        return told
    no = act(d, who, d.one((ActKind.REFUSE, ActKind.WITHDRAW)))
    other = replace(told[0], id="C99", draft=d.r.random() < 0.5, acts=(no,))
    return (*told, other)
