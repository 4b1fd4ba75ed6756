"""The ledger tells no name.

A whole story is told: asked, granted, written, corrected, recorded, assessed, hidden, read, refused, withdrawn.
Afterwards no entry holds anybody's name, anything that was said or written, a place, or in a room's chain the
id by which a person is known outside it; and the same person has another id in another room.
"""

from consent.words import GUARDIANS, ActKind, Capacity, How, Outcome
from hub import asking
from hub.ids import new_id
from hub.people import verbs
from hub.story.hiding import hide
from policies.facts import Person
from tests.people import a_child, a_father, a_kurator, a_mother, a_psychologist, child_of, logs_in
from tests.stories.room import PLACE, SECRET_TEXT, Room, a_room, a_town_with_a_room

SAID = "Ja, det går bra, sade han i telefon."


async def known_as(room: Room) -> set[str]:
    """Every id by which a person goes in the room's chain."""
    return {str(e.body[k]) for e in await room.entries() for k in ("by", "who", "child") if k in e.body}


async def a_whole_story(room: Room, mother: Person, father: Person) -> None:
    """Everything that can happen to one text and one consent, and forms with names where codes belong."""
    house, bup, school = room.house, room.staff["BUP"], room.staff["SKOLA.EH"]
    her, his = await logs_in(house, mother), await logs_in(house, father)
    item, consent = await room.school_wrote(), await room.asks()
    await room.reads(bup, item)
    await room.grants(her, consent)
    spoken = {"of": father.id, "capacity": Capacity.GUARDIAN, "how": How.ORAL}
    await room.records(school, ActKind.GRANT, consent, said=SAID, **spoken)
    await room.reads(bup, item)
    await verbs.assess(
        house,
        number=new_id(),
        room=room.id,
        matter=frozenset({"franvaro", SAID}),
        outcome=Outcome.MATURE,
        words=SAID,
        by=school,
    )
    await verbs.record_view(house, room=room.id, yes=False, by=school)
    await verbs.prevent(house, room=room.id, guardian=father.id, reason=SAID, urgent=SAID, by=school)
    await verbs.prevent(house, room=room.id, guardian=father.id, reason="ill", urgent=SAID, by=school)
    await hide(house, item=item, room=room.id, who=GUARDIANS, ground="betydande_men", words=SAID, by=school)
    await room.reads(her, item)
    await room.reads(his, item, capacity="self")
    await room.records(school, ActKind.GRANT, consent, said="", **spoken)
    await room.withdraws(her, consent)
    for odd in ({"from_units": frozenset({"Modig"})}, {"categories": frozenset({"Alva"})}):
        asked = await room.a_question(**odd)
        assert not (await asking.ask_for(house, consent=asked, why="För att.", by=school)).answer.allowed


async def test_no_entry_holds_anything_personal(database_url: str, keys_url: str) -> None:
    child, mother, father = a_child(age=13), a_mother(), a_father()
    workers = [a_kurator(), a_psychologist()]
    async with a_town_with_a_room(
        database_url,
        keys_url,
        child=child,
        register=child_of(child, mother, father),
        family=[mother, father],
        workers=workers,
    ) as room:
        await a_whole_story(room, mother, father)
        house = room.house
        other = await a_room(house, child, workers)
        await other.school_wrote()

        leaves = await house.ledger.leaves(0, 10_000)
        everybody = [child, mother, father, *(w.person for w in workers)]
        texts = [SECRET_TEXT, PLACE, SAID, "Frånvaro", *(p.name for p in everybody)]
        texts += [word for p in everybody for word in p.name.split()]
        found = [text for text in texts for leaf in leaves if text.encode() in leaf]
        assert found == []
        for one in everybody:
            in_rooms = [
                e for e in [*await room.entries(), *await other.entries()] if one.id.encode() in e.leaf
            ]
            assert [e.kind for e in in_rooms] == [], one.name
        first, second = [await known_as(r) for r in (room, other)]
        assert first
        assert second
        assert first.isdisjoint(second)
