"""What staff write down as spoken: confirmed by who spoke, lapsed after 14 days, and said again."""

from datetime import UTC, datetime, timedelta

from consent.words import ActKind, Capacity, How
from hub.confirming import confirm
from hub.desk import Outcome
from hub.login.caller import Caller
from hub.opening import Fittings
from tests.hub.gate_room import ready
from tests.people import a_child, a_kurator, a_mother, a_psychologist, child_of
from tests.stories.room import a_town_with_a_room


async def test_only_the_one_who_spoke_confirms(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:
        consent = await held.room.asks()
        recorded = await held.room.records(
            held.school,
            ActKind.GRANT,
            consent,
            of=held.mother.id,
            capacity=Capacity.GUARDIAN,
            how=How.ORAL,
            said="Ja",
        )
        act = str(recorded.entries[0].body["act"])

        async def confirms(by: Caller) -> Outcome:
            return await confirm(
                held.room.house,
                room=held.room.id,
                consent=consent,
                act=act,
                capacity=Capacity.GUARDIAN,
                by=by,
            )

        for by in (held.his, held.school, held.stranger):
            assert not (await confirms(by)).answer.allowed
        assert [e.kind for e in (await confirms(held.her)).entries] == ["ActConfirmed"]
        assert (await confirms(held.her)).entries == ()


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now


async def test_a_spoken_yes_that_has_lapsed_can_be_said_again(database_url: str, keys_url: str) -> None:
    clock = Clock()
    child, mother = a_child(), a_mother()
    async with a_town_with_a_room(
        database_url,
        keys_url,
        child=child,
        register=child_of(child, mother),
        family=[mother],
        workers=[a_kurator(), a_psychologist()],
        fittings=Fittings(clock=clock),
    ) as room:
        consent = await room.asks()

        async def speaks() -> Outcome:
            return await room.records(
                room.staff["SKOLA.EH"],
                ActKind.GRANT,
                consent,
                of=mother.id,
                capacity=Capacity.GUARDIAN,
                how=How.ORAL,
                said="Ja",
            )

        assert len((await speaks()).entries) == 1
        assert (await speaks()).entries == (), "sent twice is said once"
        clock.now += timedelta(days=15)
        assert len((await speaks()).entries) == 1
