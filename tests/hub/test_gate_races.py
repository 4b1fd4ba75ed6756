"""Facts that move while the gate decides: in the ledger's order nothing is opened after its end."""

import asyncio
from collections.abc import Callable, Coroutine, Generator
from contextvars import Context
from dataclasses import replace
from functools import partial
from typing import Any

from consent.words import ActKind
from hub.desk import Outcome
from hub.ids import new_id
from hub.let_out import Reading
from policies.answer import Reason
from tests.hub.gate_room import Ready, ready
from tests.hub.storages import bent

MANY = 50


class Interrupted:
    """A piece of work that is held up at its nth pause, until something else has happened."""

    def __init__(self, work: Coroutine[Any, Any, Reading], at: int, meanwhile: Any) -> None:
        self._work, self._at, self._meanwhile = work, at, meanwhile
        self.reached = False

    def __await__(self) -> Generator[Any, Any, Reading]:
        steps, pauses = self._work, 0
        step: Callable[[], Any] = partial(steps.send, None)
        while True:
            try:
                awaited = step()
            except StopIteration as done:
                result: Reading = done.value
                return result
            if pauses == self._at:
                self.reached = True
                yield from asyncio.create_task(self._meanwhile(), context=Context()).__await__()
            pauses += 1
            try:
                yield awaited
            except Exception as error:
                step = partial(steps.throw, error)
            else:
                step = partial(steps.send, None)


async def interrupted(work: Interrupted) -> Reading:
    return await work


async def a_new_yes(held: Ready) -> str:
    """A new consent, since one that has ended stays so."""
    consent = await held.room.asks()
    await held.room.grants(held.her, consent)
    await held.room.grants(held.his, consent)
    return consent


async def in_order(held: Ready, consent: str) -> None:
    """No opening under the consent stands after its end."""
    ends = [e.index for e in await held.room.entries("ConsentEnded") if e.body["consent"] == consent]
    opened = [e.index for e in await held.room.entries("ItemOpened") if consent in str(e.body["consents"])]
    assert len(ends) == 1
    assert all(index < ends[0] for index in opened)


async def test_a_withdrawal_at_every_pause_of_an_opening(database_url: str, keys_url: str) -> None:
    """At each point where the gate waits for anything, the mother withdraws.

    Once with nothing kept, once with kept facts, and once as a request has it: on kept facts, unlooked at.
    """
    async with ready(database_url, keys_url) as held:
        await held.room.withdraws(held.her, held.consent)
        outcomes: set[bool] = set()
        for warm, asked in ((False, False), (True, False), (True, True)):
            for pause in range(1000):
                consent = await a_new_yes(held)
                if warm:
                    assert (await held.room.reads(held.bup, held.item)).words is not None
                by = replace(held.bup, asked_at=await held.room.house.clock() if asked else None)
                before = len(await held.room.entries())
                work = Interrupted(
                    held.room.reads(by, held.item),
                    pause,
                    lambda consent=consent: held.room.withdraws(held.her, consent),
                )
                reading = await asyncio.create_task(interrupted(work))
                if not work.reached:
                    await held.room.withdraws(held.her, consent)
                    break
                after = (await held.room.entries())[before:]
                kinds = [e.kind for e in after]
                assert sorted(kinds)[:2] == ["ConsentEnded", "ConsentWithdrawn"]
                assert len(kinds) == 3, kinds
                assert (reading.words is not None) == ("ItemOpened" in kinds)
                if reading.words is None:
                    assert reading.answer.reason is Reason.WITHDRAWN
                await in_order(held, consent)
                outcomes.add(reading.words is not None)
            assert pause >= (1 if asked else 2 if warm else 3), (
                "the moment, the append, and what is not kept at least"
            )
        assert outcomes == {True, False}


async def test_a_withdrawal_between_the_facts_and_the_append(database_url: str, keys_url: str) -> None:
    """The gate has read its facts and decided yes: the entry can no longer be appended under them."""
    fittings, made = bent()
    async with ready(database_url, keys_url, fittings) as held:
        assert (await held.room.reads(held.bup, held.item)).words is not None
        made[0].after_reading.append(lambda: held.room.withdraws(held.her, held.consent))
        reading = await held.room.reads(held.bup, held.item)
        assert made[0].after_reading == []
        assert (reading.answer.reason, reading.words) == (Reason.WITHDRAWN, None)
        await in_order(held, held.consent)


async def test_many_openings_against_one_withdrawal(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:

        async def withdraw() -> None:
            await asyncio.sleep(0.01)
            await held.room.withdraws(held.her, held.consent)

        work = [held.room.reads(held.bup, held.item) for _ in range(MANY)]
        *readings, _ = await asyncio.gather(*work, withdraw())
        ends = (await held.room.entries("ConsentEnded"))[0].index
        for reading in readings:
            assert reading is not None
            assert reading.entry is not None
            assert (reading.words is not None) == (reading.entry.index < ends)
        assert (await held.room.reads(held.bup, held.item)).words is None
        entries = await held.room.entries()
        decided = [e for e in entries if e.kind in ("ItemOpened", "ItemRefused")]
        assert len(decided) == MANY + 1
        await in_order(held, held.consent)


async def test_two_yeses_at_once_are_one_act(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:
        consent = await held.room.asks()
        outcomes = await asyncio.gather(*(held.room.says(held.her, ActKind.GRANT, consent) for _ in range(5)))
        assert all(o.answer.allowed for o in outcomes)
        assert sum(len(o.entries) for o in outcomes) == 1
        granted = [e for e in await held.room.entries("ConsentGranted") if e.body["consent"] == consent]
        assert len(granted) == 1


async def test_withdrawing_twice_is_one_event(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:
        await asyncio.gather(*(held.room.says(held.her, ActKind.WITHDRAW, held.consent) for _ in range(3)))
        again = await held.room.says(held.her, ActKind.WITHDRAW, held.consent)
        assert (again.answer.allowed, again.entries) == (True, ())
        kinds = [e.kind for e in await held.room.entries()]
        assert (kinds.count("ConsentWithdrawn"), kinds.count("ConsentEnded")) == (1, 1)


async def test_a_no_is_heard_in_any_crowd(database_url: str, keys_url: str) -> None:
    """While forty others change the room at once, nobody's turn fails, the mother's last of all."""
    async with ready(database_url, keys_url) as held:
        crowd = [held.room.school_wrote() for _ in range(40)]
        *_, withdrawn = await asyncio.gather(*crowd, held.room.says(held.her, ActKind.WITHDRAW, held.consent))
        assert isinstance(withdrawn, Outcome)
        assert [e.kind for e in withdrawn.entries] == ["ConsentWithdrawn", "ConsentEnded"]
        assert len(await held.room.entries("ItemPublished")) == 41


async def test_asking_for_what_is_not_there_moves_nothing(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:
        before = await held.room.house.ledger.moment([f"room:{held.room.id}"])
        await held.room.reads(held.bup, new_id())
        await held.room.reads(held.bup, held.item)
        after = await held.room.house.ledger.moment([f"room:{held.room.id}"])
        assert before.versions == after.versions
