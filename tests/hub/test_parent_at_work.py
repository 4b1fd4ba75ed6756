"""Somebody who works here, and is here as a parent: a private session is nobody's assignment."""

from consent.words import ActKind, Capacity, How
from hub.ids import new_id
from hub.people.register import give_assignments
from hub.people.verbs import prevent
from policies.answer import Reason
from policies.facts import Assignment
from tests.people import a_child, a_father, a_kurator, a_mother, a_psychologist, child_of, logs_in
from tests.stories.room import a_town_with_a_room


async def test_one_parent_can_not_shut_the_other_out(database_url: str, keys_url: str) -> None:
    """She works at another unit; as a mother she records neither that he is away nor what he said."""
    child, mother, father = a_child(), a_mother(), a_father()
    async with a_town_with_a_room(
        database_url,
        keys_url,
        child=child,
        register=child_of(child, mother, father),
        family=[mother, father],
        workers=[a_kurator(), a_psychologist()],
    ) as room:
        item, consent = await room.school_wrote(), await room.asks()
        since = await room.house.clock()
        works = Assignment(id=new_id(), unit="SOC.UTR", role="handlaggare", since=since)
        await give_assignments(room.house, who=mother.id, assignments=[works])
        her = await logs_in(room.house, mother)
        await room.grants(her, consent)
        shut_out = {"room": room.id, "guardian": father.id, "reason": "absent", "urgent": "x", "by": her}
        assert (await prevent(room.house, capacity="guardian", **shut_out)).answer.reason is Reason.INCOMPLETE
        said = {"of": father.id, "capacity": Capacity.GUARDIAN, "how": How.PAPER, "said": "Ja."}
        assert not (await room.records(her, ActKind.GRANT, consent, **said)).answer.allowed
        assert (await room.reads(room.staff["BUP"], item)).answer.reason is Reason.GRANTOR_MISSING
