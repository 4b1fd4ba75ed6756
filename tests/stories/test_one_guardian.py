"""One who decides for the child.

With sole custody the mother's yes is enough, and a father without custody is neither asked nor let in; his
attempt to say yes is refused and his no stops nothing. A god man for a child who came alone says yes in that
capacity, and his yes is enough.
"""

from consent.words import ActKind, Capacity
from policies.answer import Reason
from tests.people import (
    a_child,
    a_father,
    a_kurator,
    a_mother,
    a_psychologist,
    child_of,
    logs_in,
    somebody,
)
from tests.stories.room import a_town_with_a_room


async def test_sole_custody(database_url: str, keys_url: str) -> None:
    child, mother, father = a_child(), a_mother(), a_father()
    async with a_town_with_a_room(
        database_url,
        keys_url,
        child=child,
        register=child_of(child, mother),
        family=[mother, father],
        workers=[a_kurator(), a_psychologist()],
    ) as room:
        item, consent = await room.school_wrote(), await room.asks()
        her, his = await logs_in(room.house, mother), await logs_in(room.house, father)
        said = await room.says(his, ActKind.GRANT, consent)
        assert said.answer.reason is Reason.NOT_GUARDIAN
        assert (await room.reads(room.staff["BUP"], item)).words is None
        await room.grants(her, consent)
        assert (await room.reads(room.staff["BUP"], item)).words is not None
        for kind in (ActKind.REFUSE, ActKind.WITHDRAW):
            await room.says(his, kind, consent)
            assert (await room.reads(room.staff["BUP"], item)).words is not None
        assert (await room.reads(his, item)).words is None
        assert (await room.reads(her, item)).words is not None


async def test_a_god_man(database_url: str, keys_url: str) -> None:
    child, god_man = a_child("Amir Ensam", age=13), somebody("Gunnar God", age=60)
    async with a_town_with_a_room(
        database_url,
        keys_url,
        child=child,
        register=child_of(child, god_man, kind=Capacity.GOD_MAN),
        family=[god_man],
        workers=[a_kurator(), a_psychologist()],
    ) as room:
        item = await room.school_wrote()
        consent = await room.asks()
        his, young = await logs_in(room.house, god_man), await logs_in(room.house, child)
        await room.grants(his, consent, Capacity.GOD_MAN)
        assert (await room.reads(room.staff["BUP"], item)).answer.reason is Reason.CHILD_ASSESSMENT_MISSING
        await room.grants(young, consent, Capacity.SELF)
        assert (await room.reads(room.staff["BUP"], item)).words is not None
        assert (await room.reads(his, item)).words is not None
        await room.withdraws(his, consent, Capacity.GOD_MAN)
        assert (await room.reads(room.staff["BUP"], item)).answer.reason is Reason.WITHDRAWN
