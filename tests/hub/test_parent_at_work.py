"""Somebody who works here, and is here as a parent: a private session is nobody's assignment."""

from consent.words import ActKind, Capacity, How
from hub.ids import new_id
from hub.people.register import give_assignments
from hub.people.verbs import prevent
from policies.answer import Reason
from policies.facts import Assignment
from tests.hub.gate_room import ready
from tests.people import logs_in


async def test_one_parent_can_not_shut_the_other_out(database_url: str, keys_url: str) -> None:
    """She works at another unit; as a mother she records neither that he is away nor what he said."""
    async with ready(database_url, keys_url) as held:
        room, feels = held.room, frozenset({"maende"})
        item, consent = await room.school_wrote(categories=feels), await room.asks(categories=feels)
        since = await room.house.clock()
        works = Assignment(id=new_id(), unit="SOC.UTR", role="handlaggare", since=since)
        await give_assignments(room.house, who=held.mother.id, assignments=[works])
        her, his = await logs_in(room.house, held.mother), held.father.id
        await room.grants(her, consent)
        shut_out = {"room": room.id, "guardian": his, "reason": "absent", "urgent": "x", "by": her}
        assert (await prevent(room.house, capacity="guardian", **shut_out)).answer.reason is Reason.INCOMPLETE
        said = {"of": his, "capacity": Capacity.GUARDIAN, "how": How.PAPER, "said": "Ja."}
        assert not (await room.records(her, ActKind.GRANT, consent, **said)).answer.allowed
        assert (await room.reads(held.bup, item)).answer.reason is Reason.GRANTOR_MISSING
