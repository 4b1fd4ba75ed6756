"""The board under a care order.

Under LVU socialnämnden has to say yes as well as the parents. Its yes comes on paper and is recorded by the
social worker with what it says; nobody at the school can write it down. It opens the text to BUP, and not to
the social worker who wrote it down: who recorded a yes does not read on it.
"""

from typing import Any

from consent.words import BOARD, ActKind, Capacity, How
from policies.answer import Reason
from tests.people import a_child, a_kurator, a_mother, a_psychologist, a_social_worker, child_of, logs_in
from tests.stories.room import a_town_with_a_room, allowed

BY_BOARD: Any = {"of": BOARD, "capacity": Capacity.BOARD, "how": How.PAPER}


async def test_the_boards_yes_on_paper(database_url: str, keys_url: str) -> None:
    child, mother = a_child(), a_mother()
    async with a_town_with_a_room(
        database_url,
        keys_url,
        child=child,
        register=child_of(child, mother, care_order=True),
        family=[mother],
        workers=[a_kurator(), a_psychologist(), a_social_worker()],
    ) as room:
        bup, social = room.staff["BUP"], room.staff["SOC.UTR"]
        item = await room.school_wrote(to=["BUP", "SOC.UTR"])
        consent = await room.asks(to_units=frozenset({"BUP", "SOC.UTR"}))
        await room.grants(await logs_in(room.house, mother), consent)
        assert (await room.reads(bup, item)).answer.reason is Reason.GRANTOR_MISSING

        async def on_paper(kind: ActKind, said: str) -> list[str]:
            outcome = await room.records(social, kind, consent, said=said, **BY_BOARD)
            return [e.kind for e in outcome.entries]

        assert await on_paper(ActKind.GRANT, "") == ["SavingRefused"]
        school = room.staff["SKOLA.EH"]
        from_elsewhere = await room.records(
            school, ActKind.GRANT, consent, said="Nämnden lär ha sagt ja", **BY_BOARD
        )
        assert [e.kind for e in from_elsewhere.entries] == ["SavingRefused"]
        assert (await room.reads(bup, item)).answer.reason is Reason.GRANTOR_MISSING
        assert await on_paper(ActKind.GRANT, "Beslut i nämnden, paragraf 12") == ["ConsentGranted"]
        assert (await room.reads(bup, item)).words is not None
        assert (await room.reads(social, item)).words is None

        assert await on_paper(ActKind.WITHDRAW, "") == ["ConsentWithdrawn", "ConsentEnded"]
        assert (await room.reads(bup, item)).answer.reason is Reason.WITHDRAWN
        (granted,) = [e for e in await room.entries("ConsentGranted") if e.body["capacity"] == "board"]
        assert (granted.body["by"], granted.body["how"]) == (BOARD, "paper")
        assert granted.body["recorded_by"] not in (None, social.who)
        allowed(await room.says(await logs_in(room.house, mother), ActKind.WITHDRAW, consent))
