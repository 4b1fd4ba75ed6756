"""A case's world written into the application's own tables, each fact in the ledger with what it moves.

Facts are put down as the file has them, also those that no verb of the product would have let through: what
happens then is what the case asks.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from consent.actions import acted
from consent.events import ActConfirmed
from consent.ledger.entry import Entry
from consent.record import Act, Consent
from consent.rows import act_row
from consent.tables import ConfirmationRow
from hub.demo.scenarios_http import lines
from hub.facts import room_scope
from hub.house import House
from hub.people.register import enter, load_facts
from hub.people.register_lines import Line
from hub.story.seal import seal_note
from policies.facts import Facts


async def put_down(
    house: House, facts: Facts, *, names: dict[str, str], numbers: dict[str, str], at: datetime
) -> None:
    """Everything but the acts."""
    registered = replace(facts, children={k: lines.by_room(c, facts) for k, c in facts.children.items()})
    await load_facts(house, facts=registered, names=names, numbers=numbers)
    strangers = [who for who in numbers if who not in facts.people]
    written = [lines.stranger(who, names[who], numbers[who], house) for who in strangers]
    for room in lines.rooms_of(facts):
        key = await house.keys.create(f"room:{room}", at=at)
        people = lines.people_in(room, facts)
        written += lines.of_room(room, facts, await house.desk.names(room, people), key, at)
    await enter(house, written)


def history(facts: Facts) -> list[tuple[datetime, Consent, Act, bool]]:
    """Every act, and every confirmation (True) of one, in the order of their times."""
    return sorted(_moments(facts), key=lambda step: (step[0], step[3]))


def _moments(facts: Facts) -> Iterator[tuple[datetime, Consent, Act, bool]]:
    for held in facts.consents.values():
        for consent in held:
            for act in consent.acts:
                yield act.at, consent, act, False
                if act.confirmed is not None:
                    yield act.confirmed, consent, act, True


async def happen(house: House, consent: Consent, act: Act, *, confirmed: bool) -> None:
    """One act with what it ended or narrowed, or its confirmation, in the ledger and in its table."""
    people = {act.by, *([act.recorded_by] if act.recorded_by else [])}
    names = await house.desk.names(consent.room, people)
    if confirmed:
        event = ActConfirmed(room=consent.room, by=names[act.by], consent=consent.id, act=act.id)
        row = ConfirmationRow(act=act.id, at=act.confirmed)
        await enter(house, [Line((event,), (row,), frozenset({room_scope(consent.room)}))])
        return
    key = await house.keys.key(f"room:{consent.room}")
    said = (act.said or "").strip()  # Blank words are none: the product seals no such thing.
    sealed = seal_note(said, key=key, note=act.id, room=consent.room)[0] if said else None

    async def write(entries: tuple[Entry, ...]) -> None:
        row = act_row(consent, act, entry=entries[0].index, said_sealed=sealed)
        await type(row).insert(row).run()

    events = acted(consent, act, names=names)
    await house.ledger.append(events, bumps={room_scope(consent.room)}, along=write)
