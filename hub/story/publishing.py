"""Publishing: a text on its way into a room."""

from dataclasses import dataclass, replace
from datetime import datetime

from consent.book import column
from consent.events import ItemPublished
from hub.desk import Change, Outcome, adds, ask, moves_room
from hub.facts import Seen
from hub.house import House
from hub.login.caller import Caller
from hub.meeting.question import becoming
from hub.notices import lacking
from hub.shielding import as_known_to
from hub.story.own import copies_of, is_anothers_story
from hub.story.seal import seal_words
from hub.story.tables import ItemRow, SealedTextRow
from hub.story.verbs import not_theirs
from hub.story.why import answering
from hub.story.words import Words
from policies.answer import Answer
from policies.facts import Item
from policies.question import Asks, Question
from policies.rules import saving


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A text on its way into a room. `item.id` comes with the form, so that sending it twice publishes once.

    `part` and `part_version` name the part of the author's own story whose words these are, if any; `view_on` is
    the text of the same room that it is the family's view on, `answers` the family's question why a unit read,
    `question_of` the sitting whose question it is to be.
    """

    item: Item
    words: Words
    part: str | None = None
    part_version: int | None = None
    view_on: str | None = None
    answers: str | None = None
    question_of: str | None = None


async def publish(house: House, *, draft: Draft, capacity: str, by: Caller) -> Outcome:
    """Publish a text to a room, released to the units that the draft names."""
    item = draft.item
    return await house.desk.hand_in(
        room=item.room,
        by=by,
        item=item.id,
        also=item.subjects,
        question=lambda at: asks_to_publish(draft, capacity, by, at),
        suppose=lambda facts: as_known_to(facts, by.who),
        change=lambda seen: publication(house, draft, seen, by),
        inside=True,
    )


def asks_to_publish(draft: Draft, capacity: str, by: Caller, at: datetime) -> Question:
    """The question whether this draft may be published to its room."""
    asked = ask(Asks.PUBLISHES, by=by, capacity=capacity, at=at, room=draft.item.room)
    return replace(asked, draft_item=draft.item)


async def publication(house: House, draft: Draft, seen: Seen, by: Caller) -> Change | Answer:
    """What publishing the draft to its room comes to, by the facts that were seen."""
    item = draft.item
    there = seen.facts.items.get(item.id)
    if there is not None:
        return Change(done=True) if (there.by, there.room) == (by.who, item.room) else not_theirs()
    if is_anothers_story(house, seen.facts.rooms.get(item.room), by.who):
        return not_theirs()
    if draft.part is not None and any(c.room == item.room for c in await copies_of(draft.part, by.who)):
        return Change(done=True)
    lost = lost_in(item, seen)
    if lost is not None:
        return lost
    key = await house.keys.key(f"room:{item.room}")
    sealed, commitment = seal_words(draft.words, key=key, item=item.id, room=item.room, version=1)
    names = await house.desk.names(item.room, [by.who, *item.subjects])
    event = ItemPublished(
        room=item.room,
        by=names[by.who],
        item=item.id,
        unit=item.unit,
        categories=item.categories,
        subjects=frozenset(names[s] for s in item.subjects),
        released_to=item.released_to or frozenset(),
        place_free=item.place_free,
        commitment=commitment,
    )
    rows = adds(_row(draft, seen), SealedTextRow(item=item.id, version=1, sealed=sealed))
    told = await lacking.of_text(item, item.released_to or frozenset(), seen, by=by.who)
    change = Change(events=(event,), writes=(rows, *told), moves=moves_room(item.room))
    if draft.question_of is not None:
        return await _as_question(house, draft.question_of, item, change, seen, by)
    if draft.answers is None:
        return change
    answered = await answering(house, draft.answers, item, seen, by)
    if isinstance(answered, Answer):
        return answered
    return replace(change, events=(event, answered[0]), writes=(*change.writes, *answered[1]))


async def _as_question(
    house: House, meeting: str, item: Item, change: Change, seen: Seen, by: Caller
) -> Change | Answer:
    """The same change, by which the text is the question of a sitting too."""
    becomes = await becoming(house, meeting=meeting, item=item.id, room=item.room, seen=seen, by=by)
    if isinstance(becomes, Answer):
        return becomes
    return replace(change, events=(*change.events, becomes[0]), writes=(*change.writes, becomes[1]))


def lost_in(item: Item, seen: Seen) -> Answer | None:
    """Why not, where something of the draft would be lost in silence: to hide is a verb of its own."""
    if not item.family_readers <= seen.facts.people.keys():
        return saving.INCOMPLETE.no(where="family_readers")
    return saving.HIDING.no(where="hidden_from") if item.hidden_from else None


def _row(draft: Draft, seen: Seen) -> ItemRow:
    item = draft.item
    return ItemRow(
        id=item.id,
        room=item.room,
        unit=item.unit,
        by=item.by,
        categories=column(item.categories),
        subjects=column(item.subjects),
        released_to=column(item.released_to or frozenset()),
        place_free=item.place_free,
        family_readers=column(item.family_readers),
        register=item.register,
        published=seen.at,
        part=draft.part,
        part_version=draft.part_version,
        view_on=draft.view_on,
        answers=draft.answers,
    )
