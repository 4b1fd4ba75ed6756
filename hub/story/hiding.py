"""Hiding a text from a guardian or the child, on a recorded ground (OSL 12:3, 25:6).

An answer why somebody read is hidden as the text is that was read, and not by itself.
"""

from dataclasses import replace

from consent.events import ItemHidden
from consent.words import GUARDIANS, HidingGround
from hub.desk import Change, Outcome, adds, ask, moves_room
from hub.facts import Seen
from hub.house import House
from hub.ids import new_id
from hub.login.caller import Caller
from hub.story.seal import seal_note
from hub.story.tables import HidingRow
from hub.story.whys import is_answer
from policies.answer import Answer
from policies.facts import Hiding
from policies.question import Asks
from policies.rules import saving as rule


async def hide(
    house: House,
    *,
    item: str,
    room: str,
    who: str,
    ground: str,
    words: str,
    by: Caller,
    capacity: str | None = None,
) -> Outcome:
    """Hide an item from `who` (a person's id or `guardians`). No ground that the law knows is `INCOMPLETE`."""
    number, acting = new_id(), capacity or by.unit or ""
    known = next((one for one in HidingGround if one == ground), None)
    drawn = Hiding(who=who, ground=known, by=by.who) if known is not None else None

    async def change(seen: Seen) -> Change | Answer:
        if await is_answer(item) or who not in {GUARDIANS, *seen.facts.people}:
            return rule.HIDING.no(where="who")
        if any((h.who, h.ground) == (who, ground) for h in seen.facts.items[item].hidden_from):
            return Change(done=True)
        key = await house.keys.key(f"room:{room}")
        sealed = seal_note(words, key=key, note=number, room=room)[0] if words else None
        names = await house.desk.names(room, [by.who, who])
        row = HidingRow(
            id=number, item=item, who=who, ground=ground, words_sealed=sealed, by=by.who, at=seen.at
        )
        event = ItemHidden(room=room, by=names[by.who], item=item, who=names[who], ground=ground)
        return Change(events=(event,), writes=(adds(row),), moves=moves_room(room))

    return await house.desk.hand_in(
        room=room,
        by=by,
        item=item,
        question=lambda at: replace(
            ask(Asks.HIDES, by=by, capacity=acting, at=at, room=room), item=item, draft_hiding=drawn
        ),
        change=change,
        inside=True,
    )
