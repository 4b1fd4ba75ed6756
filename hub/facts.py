"""The facts of a decision together with the versions that they stand on.

Facts may be kept, each with its version; answers never are. A fact that was read after its version can only
be newer than it, and then the version has moved and the append that is guarded by it fails: so what is read
late is safe, and what is read early is not. A room's facts are read with their versions in one snapshot.
"""

from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from consent.database import Database, snapshot
from consent.ledger.log import Ledger
from hub.ids import could_name
from hub.kept import Kept, insiders_of, keep, staff_for
from hub.loading import load
from hub.login.caller import Caller
from hub.people import facts as people
from hub.story import facts as story
from policies.facts import Facts, Item, Staff

ROOMS_KEPT = 2_000
ITEMS_KEPT = 2_000


@dataclass(frozen=True, slots=True)
class Seen:
    """Facts, the versions that they stand on, and the moment of the database's clock that they hold at."""

    facts: Facts
    versions: Mapping[str, int]
    at: datetime


def session_over(seen: Seen, by: Caller) -> bool:
    """Whether the session has ended: then nothing is answered in it any more."""
    return any(seen.versions.get(scope) != version for scope, version in by.guard.items())


def room_scope(room: str) -> str:
    """The scope that every change in a room moves."""
    return f"room:{room}"


def person_scope(person: str) -> str:
    """The scope that every change of what is known of a person moves, the register apart."""
    return f"person:{person}"


def register_scope(child: str) -> str:
    """The scope that every change or check of the population register about a child moves."""
    return f"register:{child}"


def staff_scope(who: str) -> str:
    """The scope that every change of somebody's assignments and conflicts of interest moves."""
    return f"staff:{who}"


UNITS_SCOPE = "units"


class FactBook:
    """Reads facts, and keeps a room's facts for as long as no version of theirs has moved."""

    def __init__(self, engine: Database, ledger: Ledger, approved: frozenset[str] | None) -> None:
        """`approved` are the languages in which a native reader has approved the texts; None means all."""
        self._engine = engine
        self._approved = approved
        self._ledger = ledger
        self._rooms: OrderedDict[str, Kept] = OrderedDict()
        self._staff: OrderedDict[str, tuple[int, Staff]] = OrderedDict()
        self._room_of: OrderedDict[str, str] = OrderedDict()

    def known_room_of(self, item: str) -> str | None:
        """The room of an item that has been asked for before."""
        return self._room_of.get(item)

    async def room_of(self, item: str) -> str | None:
        """The room of an item, which never changes; None where there is no such item."""
        if item not in self._room_of:
            found = await story.item(item) if could_name(item) else None
            if found is None:
                return None
            keep(self._room_of, item, found.room, ITEMS_KEPT * 10)
        return self._room_of[item]

    async def see(
        self, *, room: str | None, by: Caller, item: str | None = None, also: Collection[str] = ()
    ) -> Seen:
        """The facts of a room for one asker, of one item if named, with `also` the people named.

        Of the asker's assignments only the one that the session stands on is there, or none for the family:
        who works here and acts as family, or whose assignment is over, is staff without any assignment.
        """
        # What is nowhere is looked for as if it were in a room.
        room = next((name for name in (room, item) if name is not None and could_name(name)), None)
        kept, versions, at = await self._room(room, by, frozenset(who for who in also if could_name(who)))
        known = await self._staff_of(by.who, versions[staff_scope(by.who)])
        return Seen(self._facts(kept, known, by, await self._item(kept, item)), versions, at)

    def recall(self, *, room: str | None, by: Caller, item: str) -> Seen | None:
        """The same from what is kept alone, at the moment of the request; None where anything is missing.

        Nothing says that the versions still stand: only an append that is guarded by them does.
        """
        kept, known = self._rooms.get(room or ""), self._staff.get(by.who)
        if kept is None or known is None or by.asked_at is None or by.who not in kept.insiders:
            return None
        scope = staff_scope(by.who)
        if item not in kept.items or kept.versions.get(scope, known[0]) != known[0]:
            return None
        facts = self._facts_of(kept, known, by, item)
        return Seen(facts, {**kept.versions, scope: known[0], **by.guard}, by.asked_at)

    def _facts_of(self, kept: Kept, known: tuple[int, Staff], by: Caller, item: str) -> Facts:
        """For one asker and one item, as long as their version stands, put together once."""
        key = (by.who, by.assignment, known[0], item)
        if key not in kept.for_asker:
            if len(kept.for_asker) >= ITEMS_KEPT:
                kept.for_asker.clear()
            kept.for_asker[key] = self._facts(kept, known[1], by, {item: kept.items[item]})
        return kept.for_asker[key]

    def _facts(self, kept: Kept, known: Staff, by: Caller, items: dict[str, Item]) -> Facts:
        staff = staff_for(kept.facts.staff, known, by)
        return replace(kept.facts, staff=staff, approved_languages=self._approved, items=items)

    async def see_all(self, *, room: str, by: Caller) -> Seen:
        """The same with every item of the room."""
        seen = await self.see(room=room, by=by)
        items = await story.items_of(room) if room in seen.facts.rooms else {}
        return replace(seen, facts=replace(seen.facts, items=items))

    async def see_with(self, *, room: str, by: Caller, others: Sequence[Caller]) -> tuple[Seen, list[Facts]]:
        """As `see_all`, and the same facts as each of some others asks with, all under the versions of them all."""
        # Their versions first: what is read after its version can only be newer, and then that has moved.
        moment = await self._ledger.moment([staff_scope(one.who) for one in others])
        seen = await self.see_all(room=room, by=by)
        facts = []
        for one in others:
            known = await self._staff_of(one.who, moment.versions[staff_scope(one.who)])
            facts.append(replace(seen.facts, staff=staff_for(seen.facts.staff, known, one)))
        return replace(seen, versions={**seen.versions, **moment.versions}), facts

    async def of_room(self, room: str) -> Facts:
        """The facts of a room as nobody in particular, for what is only looked for and decides nothing."""
        async with snapshot(self._engine):
            return (await load(room, "", frozenset()))[0]

    async def _room(
        self, room: str | None, by: Caller, also: frozenset[str]
    ) -> tuple[Kept, Mapping[str, int], datetime]:
        asker = [staff_scope(by.who), *by.guard]
        kept = self._rooms.get(room) if room is not None else None
        if kept is not None and by.who in kept.insiders and also <= kept.facts.people.keys():
            moment = await self._ledger.moment({*kept.versions, *asker})
            if all(moment.versions[scope] == version for scope, version in kept.versions.items()):
                return kept, moment.versions, moment.at
        async with snapshot(self._engine):
            facts, asked = await load(room, by.who, also)
            scopes = _scopes(room, facts, asked)
            moment = await self._ledger.moment({*scopes, *asker})
        kept = Kept(facts, {scope: moment.versions[scope] for scope in scopes}, insiders=insiders_of(facts))
        if room is not None and by.who in kept.insiders and facts.rooms and not also:
            keep(self._rooms, room, kept, ROOMS_KEPT)
        return kept, moment.versions, moment.at

    async def _staff_of(self, who: str, version: int) -> Staff:
        known = self._staff.get(who)
        if known is None or known[0] != version:
            known = (version, await people.staff(who))
            keep(self._staff, who, known, ROOMS_KEPT)
        return known[1]

    async def _item(self, kept: Kept, item: str | None) -> dict[str, Item]:
        if item is None or not could_name(item):
            return {}
        found = kept.items.get(item)
        if found is None:
            found = await story.item(item)
            # What is not there is asked for again: it may come to be in another room, which moves that one.
            if found is not None and len(kept.items) < ITEMS_KEPT:
                kept.items[item] = found
        return {} if found is None else {item: found}


def _scopes(room: str | None, facts: Facts, asked: frozenset[str]) -> list[str]:
    """Everything that the facts stand on; also what was asked for and is not known yet."""
    scopes = [UNITS_SCOPE] if room is None else [UNITS_SCOPE, room_scope(room)]
    scopes += [person_scope(person) for person in sorted(asked)]
    scopes += [register_scope(child) for child in sorted(facts.children.keys())]
    scopes += [staff_scope(who) for who in sorted(facts.staff.keys())]
    return scopes
