"""A private association.

The football club's leader takes part. OSL does not bind a club, so although the consent names it, nothing is
read until the leader has accepted the condition (förbehåll, OSL 12:2 and 10:14); then it is.
"""

from hub.meeting import verbs
from policies.answer import Reason
from tests.people import a_child, a_kurator, a_mother, a_worker, child_of, logs_in
from tests.stories.room import a_town_with_a_room, allowed


async def test_a_club_reads_only_under_the_condition(database_url: str, keys_url: str) -> None:
    child, mother = a_child(), a_mother()
    async with a_town_with_a_room(
        database_url,
        keys_url,
        child=child,
        register=child_of(child, mother),
        family=[mother],
        workers=[a_kurator(), a_worker("Lotta Ledare", "FOREN", role="ledare")],
    ) as room:
        club = room.staff["FOREN"]
        item = await room.school_wrote(to=["FOREN"])
        consent = await room.asks(to_units=frozenset({"FOREN"}))
        await room.grants(await logs_in(room.house, mother), consent)
        assert (await room.reads(club, item)).answer.reason is Reason.SCOPE_TO
        for _ in range(2):
            allowed(await verbs.accept_forbehall(room.house, room=room.id, by=club))
        assert len(await room.entries("ForbehallAccepted")) == 1
        assert (await room.reads(club, item)).words is not None
