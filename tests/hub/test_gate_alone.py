"""What a child has written for itself: the gate opens it for a while after the child's own login (hub/alone.py)."""

from dataclasses import replace
from datetime import timedelta

from hub.let_out import Reading
from hub.login.caller import Caller
from policies.answer import Reason
from policies.rules import family
from policies.times import OWN_LOGIN_LASTS
from tests.hub.gate_room import Ready, ready
from tests.people import logs_in

ALONE = "self"


def aged(child: Caller) -> Caller:
    """The same session, a second too late for what is the child's alone."""
    return replace(child, login_at=child.login_at - OWN_LOGIN_LASTS - timedelta(seconds=1))


async def reads(held: Ready, by: Caller, item: str) -> Reading:
    return await held.room.reads(by, item, capacity=ALONE)


async def test_her_own_text_is_nowhere_when_her_login_is_old(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:
        her = await logs_in(held.room.house, held.child)
        mine = (await held.room.wrote(her, capacity=ALONE)).id
        nowhere = await reads(held, aged(her), "z" * 26)
        for turn in ("never opened before", "its facts kept"):
            late = await reads(held, aged(her), mine)
            assert (late.words, late.item, late.answer) == (None, None, family.FRESH_LOGIN.no()), turn
            assert late.told == nowhere.told
            assert late.entry is not None, "the refusal is written down too"
            assert (await reads(held, her, mine)).words is not None, turn


async def test_a_form_of_hers_is_compared_with_it_all_the_same(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:
        her = await logs_in(held.room.house, held.child)
        mine, gate = (await held.room.wrote(her, capacity=ALONE)).id, held.room.house.gate
        for _turn in ("never opened before", "its facts kept"):
            compared = await gate.open_item(mine, by=aged(her), capacity=ALONE, compared=True)
            assert compared.words is not None


async def test_what_her_guardians_read_too_she_reads_at_any_time(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:
        her = await logs_in(held.room.house, held.child)
        ours = (await held.room.wrote(her, capacity=ALONE, readers=[held.mother, held.father])).id
        hers = (await held.room.wrote(her, capacity=ALONE, readers=[held.mother])).id
        for item, seen in ((held.item, True), (ours, True), (hers, False)):
            assert ((await reads(held, aged(her), item)).words is not None) is seen


async def test_what_is_not_hers_is_refused_for_its_own_reason(database_url: str, keys_url: str) -> None:
    """A text of her father's own, which her mother can't read either: the login is not why."""
    async with ready(database_url, keys_url) as held:
        her = await logs_in(held.room.house, held.child)
        his = (await held.room.wrote(held.his, capacity="guardian")).id
        reasons = {(await reads(held, by, his)).answer.reason for by in (her, aged(her))}
        assert len(reasons) == 1
        assert Reason.NO_SESSION not in reasons
