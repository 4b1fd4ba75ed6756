"""One room for the properties of the gate: the school has written, both guardians have said yes to BUP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from hub.login.caller import Caller
from hub.opening import Fittings
from policies.facts import Person
from tests.people import a_child, a_father, a_kurator, a_mother, a_psychologist, a_worker, child_of, logs_in
from tests.stories.room import Room, a_town_with_a_room


@dataclass
class Ready:
    """Everything that a property needs to start from a yes."""

    room: Room
    child: Person
    mother: Person
    father: Person
    her: Caller
    his: Caller
    bup: Caller
    school: Caller
    stranger: Caller
    item: str
    consent: str


@asynccontextmanager
async def ready(database_url: str, keys_url: str, fittings: Fittings | None = None) -> AsyncIterator[Ready]:
    """The room, open to BUP. The stranger works at BUP too, and takes part in nothing here."""
    child, mother, father = a_child(), a_mother(), a_father()
    other = a_worker("Olle Okänd", "BUP", "POL")
    async with a_town_with_a_room(
        database_url,
        keys_url,
        child=child,
        register=child_of(child, mother, father),
        family=[mother, father],
        workers=[a_kurator(), a_psychologist()],
        others=[other],
        fittings=fittings,
    ) as room:
        her, his = await logs_in(room.house, mother), await logs_in(room.house, father)
        item, consent = await room.school_wrote(), await room.asks()
        await room.grants(her, consent)
        await room.grants(his, consent)
        yield Ready(
            room=room,
            child=child,
            mother=mother,
            father=father,
            her=her,
            his=his,
            bup=room.staff["BUP"],
            school=room.staff["SKOLA.EH"],
            stranger=await logs_in(room.house, other.person, "BUP"),
            item=item,
            consent=consent,
        )
