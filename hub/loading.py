"""Reading everything that a decision about a room may stand on, in the caller's snapshot."""

from collections.abc import Mapping
from dataclasses import replace

from consent import book as consents
from consent.record import Consent
from consent.words import GUARDIANS
from hub.meeting import facts as meeting
from hub.people import facts as people
from hub.story import facts as story
from policies.facts import Child, Facts


async def load(room_id: str | None, who: str, also: frozenset[str]) -> tuple[Facts, frozenset[str]]:
    """The facts, and every person whom they were asked for: also those who are not known are looked for.

    In a room that is not there everything is looked for too: it is not to be told from one that is by the time.
    """
    base = Facts(units=await people.units())
    if room_id is None:
        ids = also | {who}
        facts = replace(base, people=await people.people(ids), children=await people.children(ids))
        return facts, ids
    room = await meeting.room(room_id)
    given = await consents.in_room(room_id)
    child = room.child if room is not None else who
    about = {child, *also, *await story.subjects_in(room_id), *(subject for _, subject in given)}
    children = await people.children(about)
    grantors = {act.by for held in given.values() for one in held for act in one.acts}
    asked = frozenset(about | grantors | _guardians(children))
    facts = replace(
        base,
        people=await people.people(asked),
        children=children,
        staff=await people.recorders(_recorders(given, children)),
        rooms={room_id: room} if room is not None else {},
        meetings=await meeting.meetings(room_id),
        consents=given,
    )
    return facts, asked


def _guardians(children: Mapping[str, Child]) -> set[str]:
    return {g.who for child in children.values() for g in child.guardians} - {GUARDIANS}


def _recorders(
    given: Mapping[tuple[str, str], tuple[Consent, ...]], children: Mapping[str, Child]
) -> set[str]:
    """Who has written down what others said, which counts only from staff."""
    acts = (act for held in given.values() for one in held for act in one.acts)
    recorded = {act.recorded_by for act in acts if act.recorded_by is not None}
    return recorded | {record.by for child in children.values() for record in child.prevented}
