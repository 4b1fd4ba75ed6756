"""The main walk.

A mother and a father say yes to the school sharing what it wrote with BUP.
BUP's psychologist reads it. The mother withdraws, and the psychologist's next look is refused.
The school still reads its own. The mother sees who has read. Her receipt verifies with nothing but public
keys, and so does the export of the whole ledger.
"""

from consent.ledger.export import export_lines
from consent.ledger.verify import verify_export
from consent.receipt import issue, verify_receipt
from consent.words import ActKind
from hub.desk import Outcome
from policies.answer import Reason
from tests.people import a_child, a_father, a_kurator, a_mother, a_psychologist, child_of, logs_in
from tests.stories.room import SECRET_TEXT, Room, a_town_with_a_room


async def test_the_main_walk(database_url: str, keys_url: str) -> None:
    child, mother, father = a_child(), a_mother(), a_father()
    async with a_town_with_a_room(
        database_url,
        keys_url,
        child=child,
        register=child_of(child, mother, father),
        family=[mother, father],
        workers=[a_kurator(), a_psychologist()],
    ) as room:
        item = await room.school_wrote()
        consent = await room.asks()
        bup, school = room.staff["BUP"], room.staff["SKOLA.EH"]
        her, his = await logs_in(room.house, mother), await logs_in(room.house, father)

        assert (await room.reads(bup, item)).answer.reason is Reason.GRANTOR_MISSING
        await room.grants(her, consent)
        assert (await room.reads(bup, item)).answer.reason is Reason.GRANTOR_MISSING
        await room.grants(his, consent)

        read = await room.reads(bup, item)
        assert read.words is not None
        assert read.words.text == SECRET_TEXT
        assert read.answer.consents == (consent,)

        withdrawn = await room.withdraws(her, consent)
        assert [e.kind for e in withdrawn.entries] == ["ConsentWithdrawn", "ConsentEnded"]
        refused = await room.reads(bup, item)
        assert (refused.answer.reason, refused.words) == (Reason.WITHDRAWN, None)
        own = await room.reads(school, item)
        assert (own.answer.reason, own.words) == (Reason.OWN_UNIT, read.words)

        assert (await room.says(her, ActKind.GRANT, consent)).answer.allowed
        assert (await room.reads(bup, item)).words is None, "a new yes does not open what a withdrawal ended"

        opened = await room.entries("ItemOpened")
        assert [e.body["reader_unit"] for e in opened] == ["BUP", "SKOLA.EH"]
        assert opened[0].body["consents"] == [consent]
        assert opened[0].body["item"] == item
        await checked_with_public_keys_alone(room, withdrawn)


async def checked_with_public_keys_alone(room: Room, withdrawn: Outcome) -> None:
    """Her receipt and the export hold for whoever has the hub's two public keys and nothing else."""
    house = room.house
    receipt = await issue(house.ledger, withdrawn.entries[0], signer=house.receipts)
    told = verify_receipt(receipt, house.receipts.verifier, house.checkpoints.verifier)
    assert told.record.parties.room == room.id
    export = b"".join([line async for line in export_lines(house.ledger)])
    assert verify_export(export.splitlines(keepends=True), house.checkpoints.verifier).whole
