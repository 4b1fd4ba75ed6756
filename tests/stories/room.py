"""A room in human words: who sits in it, what they write, ask, answer and read, by the product's own verbs."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from consent.ledger.entry import Entry
from consent.record import Act, Consent
from consent.words import FAMILY, ActKind, Capacity, How
from hub import asking, consents
from hub.desk import Outcome
from hub.house import House
from hub.ids import new_id
from hub.let_out import Reading
from hub.login.caller import Caller
from hub.meeting import verbs as meeting
from hub.opening import Fittings
from hub.story.publishing import Draft, publish
from hub.story.words import Words
from policies.facts import Child, Item, Person
from tests.people import Worker, a_house, logs_in, moves_in

PURPOSE = "SIP-skolfranvaro"
SECRET_TEXT = "Alva har varit borta från skolan i tre veckor och sover dåligt."
PLACE = "Biblioteket på Storgatan 4"


def allowed(outcome: Outcome) -> Outcome:
    """The outcome, which has to be a yes."""
    assert outcome.answer.allowed, outcome.answer
    return outcome


@dataclass
class Room:
    """A room around a child, and its workers' sessions by unit."""

    house: House
    id: str
    child: Person
    staff: dict[str, Caller]

    async def school_wrote(self, *, by: Caller | None = None, **more: object) -> str:
        """The school's kurator publishes a text about the child, released to BUP."""
        return (await self.wrote(by or self.staff["SKOLA.EH"], **more)).id  # type: ignore[arg-type]

    async def wrote(
        self,
        by: Caller,
        *,
        categories: Iterable[str] = ("franvaro",),
        about: Iterable[Person] | None = None,
        to: Iterable[str] = ("BUP",),
        capacity: str | None = None,
        readers: Iterable[Person] = (),
        place_free: bool = True,
    ) -> Item:
        """Publish a text about the child, or about these people."""
        item = Item(
            id=new_id(),
            room=self.id,
            unit=by.unit or FAMILY,
            by=by.who,
            categories=frozenset(categories),
            subjects=frozenset(p.id for p in (about or [self.child])),
            released_to=frozenset(to),
            place_free=place_free,
            family_readers=frozenset(p.id for p in readers),
        )
        draft = Draft(item=item, words=Words(title="Frånvaro", text=SECRET_TEXT, place=PLACE))
        allowed(await publish(self.house, draft=draft, capacity=capacity or by.unit or "self", by=by))
        return item

    async def a_question(self, **more: object) -> Consent:
        """A consent that could be asked for: about the child, from the school to BUP, for half a year."""
        now = await self.house.clock()
        asked: dict[str, object] = {
            "id": new_id(),
            "subject": self.child.id,
            "purpose": PURPOSE,
            "room": self.id,
            "from_units": frozenset({"SKOLA.EH"}),
            "to_units": frozenset({"BUP"}),
            "categories": frozenset({"franvaro"}),
            "starts": now,
            "ends": now + timedelta(days=180),
        }
        return Consent(**{**asked, **more})  # type: ignore[arg-type]

    async def asks(self, **more: object) -> str:
        """The school's kurator asks for a consent; its id."""
        consent = await self.a_question(**more)
        allowed(
            await asking.ask_for(
                self.house, consent=consent, why="Vi vill hjälpas åt.", by=self.staff["SKOLA.EH"]
            )
        )
        return consent.id

    async def says(
        self,
        by: Caller,
        kind: ActKind,
        consent: str,
        *,
        capacity: Capacity = Capacity.GUARDIAN,
        units: Iterable[str] = (),
        categories: Iterable[str] = (),
    ) -> Outcome:
        """Somebody answers with e-ID."""

        def made(at: datetime) -> Act:
            return Act(
                by=by.who,
                capacity=capacity,
                kind=kind,
                at=at,
                loa=by.loa,
                units=frozenset(units),
                categories=frozenset(categories),
            )

        return await consents.act(self.house, room=self.id, consent=consent, made=made, by=by)

    async def grants(self, by: Caller, consent: str, capacity: Capacity = Capacity.GUARDIAN) -> Outcome:
        return allowed(await self.says(by, ActKind.GRANT, consent, capacity=capacity))

    async def withdraws(self, by: Caller, consent: str, capacity: Capacity = Capacity.GUARDIAN) -> Outcome:
        return allowed(await self.says(by, ActKind.WITHDRAW, consent, capacity=capacity))

    async def records(
        self, by: Caller, kind: ActKind, consent: str, *, of: str, capacity: Capacity, how: How, said: str
    ) -> Outcome:
        """Staff record what somebody said by word or on paper."""

        def made(at: datetime) -> Act:
            return Act(
                by=of,
                capacity=capacity,
                kind=kind,
                at=at,
                how=how,
                loa=None,
                recorded_by=by.who,
                said=said or None,
            )

        return await consents.act(self.house, room=self.id, consent=consent, made=made, by=by, said=said)

    async def reads(
        self, by: Caller, item: str, *, capacity: str | None = None, sitting: str | None = None
    ) -> Reading:
        return await self.house.gate.open_item(
            item, by=by, capacity=capacity or by.unit or "guardian", meeting=sitting
        )

    async def entries(self, kind: str | None = None) -> list[Entry]:
        """What the ledger says of this room, oldest first."""
        return [e async for e in self.house.ledger.room_entries(self.id) if kind in (None, e.kind)]


async def a_room(house: House, child: Person, workers: Iterable[Worker], *, purpose: str = PURPOSE) -> Room:
    """The first worker opens a room around the child and invites the others."""
    callers = [(w, u, await logs_in(house, w.person, u)) for w in workers for u in w.units]
    first = callers[0][2]
    room = new_id()
    allowed(await meeting.open_room(house, room=room, child=child.id, purpose=purpose, by=first))
    for worker, unit, _caller in callers[1:]:
        allowed(await meeting.invite(house, room=room, who=worker.person.id, unit=unit, by=first))
    return Room(house, room, child, {unit: caller for _worker, unit, caller in callers})


@asynccontextmanager
async def a_town_with_a_room(
    database_url: str,
    keys_url: str,
    *,
    child: Person,
    register: Child,
    family: Iterable[Person],
    workers: Iterable[Worker],
    others: Iterable[Worker] = (),
    more_children: Iterable[Child] = (),
    fittings: Fittings | None = None,
) -> AsyncIterator[Room]:
    """An open house where this family lives and these people work, and a room around the child.

    `others` work in the town and take no part in the room.
    """
    async with a_house(database_url, keys_url, fittings=fittings) as house:
        inside = list(workers)
        await moves_in(
            house,
            family=[child, *family],
            children=[register, *more_children],
            workers=[*inside, *others],
        )
        yield await a_room(house, child, inside)
