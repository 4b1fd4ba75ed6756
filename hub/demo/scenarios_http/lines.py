"""What each fact about a room becomes: its events, its rows, and the versions that move with it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from consent.actions import asked
from consent.book import column
from consent.events import (
    Event,
    ForbehallAccepted,
    ItemDeleted,
    ItemHidden,
    ItemPublished,
    MeetingClosed,
    MeetingOpened,
    MeetingPlanned,
    ParticipantIn,
    RoomOpened,
)
from consent.rows import consent_row
from consent.words import MeetingState
from hub.facts import person_scope, room_scope
from hub.house import House
from hub.ids import new_id
from hub.meeting.tables import ForbehallRow, MeetingRow, ParticipantRow, RoomRow
from hub.people.book import lookup_hash
from hub.people.register_lines import Line
from hub.people.tables import PersonRow
from hub.story.seal import seal_words
from hub.story.tables import HidingRow, ItemRow, SealedTextRow
from hub.story.words import Words
from policies.facts import Child, Facts, Item, Meeting, Room

People = Mapping[str, str]
"""Everybody's pseudonym in the room."""

TEXT = Words(title="Rubrik", text="Text", place="Plats")


def stranger(who: str, name: str, number: str, house: House) -> Line:
    """Somebody who can log in and of whom no birth date is known: staff, or somebody nobody knows."""
    hashed = lookup_hash(number, lookup_key=house.settings.lookup_key)
    row = PersonRow(id=who, name=name, number_hash=hashed)
    return Line((), (row,), frozenset({person_scope(who)}))


def by_room(child: Child, facts: Facts) -> Child:
    """The child with each prevention recorded for every room that it could be asked about in."""
    rooms = {room.id for room in facts.rooms.values() if room.child == child.id}
    rooms |= {room for room, subject in facts.consents if subject == child.id}
    held = tuple(replace(p, room=room) for p in child.prevented for room in sorted(rooms))
    return replace(child, prevented=held)


def rooms_of(facts: Facts) -> list[str]:
    """Every room that something lies in, also one that does not exist."""
    used = {item.room for item in facts.items.values()} | {room for room, _ in facts.consents}
    return sorted({*facts.rooms, *used, *(meeting.room for meeting in facts.meetings.values())})


def people_in(room: str, facts: Facts) -> set[str]:
    """Everybody whom the room's lines name."""
    held = facts.rooms.get(room)
    found = {who for who, _ in (*held.participants, *held.forbehall)} | {held.child} if held else set()
    for item in _items(room, facts):
        found |= {
            item.by,
            *item.subjects,
            *(h.who for h in item.hidden_from),
            *(h.by for h in item.hidden_from),
        }
    return found | {subject for where, subject in facts.consents if where == room} | {_opener(room, facts)}


def of_room(room: str, facts: Facts, people: People, key: bytes, at: datetime) -> list[Line]:
    """The room, its meetings, what was published in it, and what has been asked for."""
    opener, held = _opener(room, facts), facts.rooms.get(room)
    lines = _room(held, opener, people, at) if held is not None else []
    for meeting in facts.meetings.values():
        if meeting.room == room:
            lines.append(_meeting(meeting, people[opener], at))
    for item in _items(room, facts):
        lines.append(_item(item, people, key, at))
    for (where, _), consents in facts.consents.items():
        for consent in consents if where == room else ():
            event = asked(consent, by=opener, names=people)
            row = consent_row(consent, by=opener, at=at)
            lines.append(Line((event,), (row,), frozenset({room_scope(room)})))
    return lines


def _items(room: str, facts: Facts) -> list[Item]:
    return [item for item in facts.items.values() if item.room == room]


def _opener(room: str, facts: Facts) -> str:
    """A file does not say who opened a room: its first participant, or else somebody."""
    held = facts.rooms.get(room)
    inside = sorted(who for who, _ in held.participants) if held is not None else []
    return inside[0] if inside else "0" * 26


def _room(room: Room, opener: str, people: People, at: datetime) -> list[Line]:
    child = people[room.child]
    events: list[Event] = [RoomOpened(room=room.id, by=people[opener], child=child, purpose=room.purpose)]
    inside = [
        ParticipantRow(id=new_id(), room=room.id, who=who, unit=unit, since=at)
        for who, unit in sorted(room.participants)
    ]
    accepted = [
        ForbehallRow(id=new_id(), room=room.id, who=who, unit=unit, at=at)
        for who, unit in sorted(room.forbehall)
    ]
    for who, unit in sorted(room.participants):
        events.append(ParticipantIn(room=room.id, by=people[opener], who=people[who], unit=unit))
    for who, unit in sorted(room.forbehall):
        events.append(ForbehallAccepted(room=room.id, who=people[who], unit=unit))
    row = RoomRow(id=room.id, child=room.child, purpose=room.purpose, opened=at, opened_by=opener)
    return [Line(tuple(events), (row, *inside, *accepted), frozenset({room_scope(room.id)}))]


def _meeting(meeting: Meeting, by: str, at: datetime) -> Line:
    events: list[Event] = [MeetingPlanned(room=meeting.room, by=by, meeting=meeting.id)]
    if meeting.state is not MeetingState.PLANNED:
        events.append(MeetingOpened(room=meeting.room, by=by, meeting=meeting.id))
    if meeting.state is MeetingState.CLOSED:
        events.append(MeetingClosed(room=meeting.room, by=by, meeting=meeting.id))
    row = MeetingRow(id=meeting.id, room=meeting.room, at=at, state=meeting.state.value)
    return Line(tuple(events), (row,), frozenset({room_scope(meeting.room)}))


def _item(item: Item, people: People, key: bytes, at: datetime) -> Line:
    sealed, commitment = seal_words(TEXT, key=key, item=item.id, room=item.room, version=1)
    text = [SealedTextRow(item=item.id, version=1, sealed=sealed)] if not item.deleted else []
    hidings = [
        HidingRow(id=new_id(), item=item.id, who=h.who, ground=h.ground.value, by=h.by, at=at)
        for h in item.hidden_from
    ]
    rows = (_item_row(item, at), *hidings, *text)
    return Line(tuple(_item_events(item, people, commitment)), rows, frozenset({room_scope(item.room)}))


def _item_events(item: Item, people: People, commitment: str) -> Iterator[Event]:
    by = people[item.by]
    yield ItemPublished(
        room=item.room,
        by=by,
        item=item.id,
        unit=item.unit,
        categories=item.categories,
        subjects=frozenset(people[who] for who in item.subjects),
        released_to=item.released_to or frozenset(),
        place_free=item.place_free,
        commitment=commitment,
    )
    for h in item.hidden_from:
        who, ground = people[h.who], h.ground.value
        yield ItemHidden(room=item.room, by=people[h.by], item=item.id, who=who, ground=ground)
    if item.deleted:
        yield ItemDeleted(room=item.room, by=by, item=item.id)


def _item_row(item: Item, at: datetime) -> ItemRow:
    return ItemRow(
        id=item.id,
        room=item.room,
        unit=item.unit,
        by=item.by,
        categories=column(item.categories),
        subjects=column(item.subjects),
        released_to=column(item.released_to or ()),
        place_free=item.place_free,
        family_readers=column(item.family_readers),
        deleted=item.deleted,
        register=item.register,
        published=at,
    )
