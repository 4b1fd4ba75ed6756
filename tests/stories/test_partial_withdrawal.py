"""A partial withdrawal.

Both parents let the school and socialtjänsten read what BUP writes about how their daughter feels and about
her diagnosis. The father takes the diagnosis back, and later the mother takes socialtjänsten out. What they
left stands, what they took out is closed, and the ledger says which.
"""

from consent.words import ActKind
from policies.answer import Reason
from tests.people import (
    a_child,
    a_father,
    a_kurator,
    a_mother,
    a_psychologist,
    a_social_worker,
    child_of,
    logs_in,
)
from tests.stories.room import a_town_with_a_room, allowed


async def test_what_was_not_taken_out_stands(database_url: str, keys_url: str) -> None:
    child, mother, father = a_child(), a_mother(), a_father()
    async with a_town_with_a_room(
        database_url,
        keys_url,
        child=child,
        register=child_of(child, mother, father),
        family=[mother, father],
        workers=[a_kurator(), a_psychologist(), a_social_worker()],
    ) as room:
        bup, school, social = (room.staff[u] for u in ("BUP", "SKOLA.EH", "SOC.UTR"))
        to = ("SKOLA.EH", "SOC.UTR")
        feels = (await room.wrote(bup, categories=["maende"], to=to)).id
        diagnosis = (await room.wrote(bup, categories=["diagnos"], to=to)).id
        consent = await room.asks(
            from_units=frozenset({"BUP"}),
            to_units=frozenset(to),
            categories=frozenset({"maende", "diagnos"}),
        )
        her, his = await logs_in(room.house, mother), await logs_in(room.house, father)
        await room.grants(her, consent)
        await room.grants(his, consent)
        for item in (feels, diagnosis):
            for reader in (school, social):
                assert (await room.reads(reader, item)).words is not None

        allowed(await room.says(his, ActKind.WITHDRAW, consent, categories=["diagnos"]))
        assert (await room.reads(school, diagnosis)).answer.reason is Reason.SCOPE_CATEGORY
        assert (await room.reads(school, feels)).words is not None

        allowed(await room.says(her, ActKind.WITHDRAW, consent, units=["SOC.UTR"]))
        assert (await room.reads(social, feels)).answer.reason is Reason.SCOPE_TO
        assert (await room.reads(school, feels)).words is not None

        narrowed = [(e.body["categories"], e.body["units"]) for e in await room.entries("ConsentNarrowed")]
        assert narrowed == [(["diagnos"], []), ([], ["SOC.UTR"])]
