"""Who in the family reads a text: its author in the family says, and of anybody else's text nobody but the child."""

from hub.story.releasing import release, take_back
from policies.answer import Reason
from tests.hub.gate_room import ready
from tests.stories.room import allowed


async def test_who_in_the_family_reads_is_for_the_family_to_say(database_url: str, keys_url: str) -> None:
    """The kurator can't name the mother as a reader of a text; the mother can name the father for hers."""
    async with ready(database_url, keys_url) as held:
        to = {"room": held.room.id, "units": frozenset[str]()}
        by_staff = {"item": held.item, "capacity": "SKOLA.EH", "by": held.school, **to}
        refused = await release(held.room.house, readers=frozenset({held.mother.id}), **by_staff)
        assert (refused.answer.reason, refused.answer.where) == (Reason.INCOMPLETE, "family_readers")
        hers = await held.room.wrote(held.her, to=(), capacity="guardian", readers=[held.mother])
        assert (await held.room.reads(held.his, hers.id, capacity="guardian")).words is None
        by_her = {"item": hers.id, "capacity": "guardian", "by": held.her, **to}
        allowed(await release(held.room.house, readers=frozenset({held.father.id}), **by_her))
        assert (await held.room.reads(held.his, hers.id, capacity="guardian")).words is not None
        everybody = frozenset({held.father.id, held.mother.id, "Anna"})
        gone = allowed(await take_back(held.room.house, readers=everybody, **by_her))
        assert [e.kind for e in gone.entries] == ["ItemTakenBack"]
        assert len(gone.entries[0].body["readers"]) == 1, "never from its author"
        assert (
            await held.room.reads(held.his, hers.id, capacity="guardian")
        ).answer.reason is Reason.NOT_RELEASED
        assert (await held.room.reads(held.her, hers.id, capacity="guardian")).words is not None
