"""The life of a text.

The kurator corrects what the school wrote: the old words lie nowhere any more, and the ledger keeps the
commitments of both. It is released to one more unit, whose social worker could not read it before, though
the consent already named it, and taken back from it. In the end it is deleted: nobody finds it, its words
are gone, and the ledger still tells that there was one.
"""

from hub.login.caller import Caller
from hub.story import verbs
from hub.story.releasing import release as release_it
from hub.story.releasing import take_back
from hub.story.tables import SealedTextRow
from hub.story.words import Words
from policies.answer import Reason
from policies.told import Status
from tests.people import a_child, a_kurator, a_mother, a_psychologist, a_social_worker, child_of, logs_in
from tests.stories.room import Room, a_town_with_a_room, allowed

NEW = "Alva har varit borta i två veckor."


async def release(room: Room, item: str, *units: str) -> list[str]:
    released = await release_it(
        room.house,
        item=item,
        room=room.id,
        units=frozenset(units),
        readers=frozenset(),
        capacity="SKOLA.EH",
        by=room.staff["SKOLA.EH"],
    )
    return [e.kind for e in released.entries]


async def taken_back(room: Room, item: str, *units: str, by: Caller | None = None) -> list[str]:
    author = room.staff["SKOLA.EH"]
    done = await take_back(
        room.house,
        item=item,
        room=room.id,
        units=frozenset(units),
        readers=frozenset({author.who}),
        capacity=(by or author).unit or "guardian",
        by=by or author,
    )
    return [e.kind for e in done.entries]


async def test_corrected_released_deleted(database_url: str, keys_url: str) -> None:
    child, mother = a_child(), a_mother()
    async with a_town_with_a_room(
        database_url,
        keys_url,
        child=child,
        register=child_of(child, mother),
        family=[mother],
        workers=[a_kurator(), a_psychologist(), a_social_worker()],
    ) as room:
        school, bup, social = (room.staff[u] for u in ("SKOLA.EH", "BUP", "SOC.UTR"))
        item = await room.school_wrote()
        consent = await room.asks(to_units=frozenset({"BUP", "SOC.UTR"}))
        her = await logs_in(room.house, mother)
        await room.grants(her, consent)
        await corrected(room, item, strangers=[bup, her])
        assert (await room.reads(social, item)).answer.reason is Reason.NOT_RELEASED
        assert await release(room, item, "SOC.UTR") == ["ItemReleased"]
        assert await release(room, item, "SOC.UTR") == []
        assert await release(room, item, "Anna Andersson") == ["SavingRefused"]
        assert (await room.reads(social, item)).words is not None
        assert (await room.reads(bup, item)).words is not None
        assert await taken_back(room, item, "SOC.UTR", by=social) == ["SavingRefused"]
        assert await taken_back(room, item, "SOC.UTR") == ["ItemTakenBack"]
        assert await taken_back(room, item, "SOC.UTR", "Anna Andersson") == []
        assert (await room.reads(social, item)).answer.reason is Reason.NOT_RELEASED
        assert (await room.reads(bup, item)).words is not None
        await deleted(room, item, readers=[bup, social, school, her])


async def corrected(room: Room, item: str, *, strangers: list[Caller]) -> None:
    """By its author alone; what lay there is gone, and the next reader reads the new words."""
    before = await SealedTextRow.select().where(SealedTextRow.item == item).run()
    words = Words(title="Rättad", text=NEW)
    for other in strangers:
        capacity = other.unit or "guardian"
        theirs = {"item": item, "room": room.id, "capacity": capacity, "by": other}
        outcome = await verbs.correct(room.house, words=words, place_free=True, **theirs)
        assert outcome.answer.reason is Reason.NOT_PUBLISHED
    mine = {"item": item, "room": room.id, "capacity": "SKOLA.EH", "by": room.staff["SKOLA.EH"]}
    allowed(await verbs.correct(room.house, words=words, place_free=True, **mine))
    read = await room.reads(room.staff["BUP"], item)
    assert read.words is not None
    assert (read.words.text, read.words.place) == (NEW, "")
    (after,) = await SealedTextRow.select().where(SealedTextRow.item == item).run()
    assert after["sealed"] != before[0]["sealed"]
    (published,), (new,) = await room.entries("ItemPublished"), await room.entries("ItemCorrected")
    assert published.body["commitment"] != new.body["commitment"]
    assert (await room.entries("ItemOpened"))[-1].body["version"] == 2


async def deleted(room: Room, item: str, *, readers: list[Caller]) -> None:
    """By its author; nobody finds it, and the ledger keeps that there was one."""
    mine = {"item": item, "room": room.id, "capacity": "SKOLA.EH", "by": room.staff["SKOLA.EH"]}
    allowed(await verbs.delete(room.house, **mine))
    for reader in readers:
        gone = await room.reads(reader, item)
        assert (gone.words, gone.told.status) == (None, Status.ABSENT)
    assert await SealedTextRow.select().where(SealedTextRow.item == item).run() == []
    assert [e.body["item"] for e in await room.entries("ItemDeleted")] == [item]
