"""A small house, and three that have grown in one way each: copies of its database with more in them.

What is added to the ledger is numbered, chained and hashed by the ledger's own code, many entries at a time.
Rooms and consents are the small house's own rows again under other ids, so that every index has them.
"""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass

import asyncpg

from consent.database import close_database, engine_for, open_database
from consent.events import ItemOpened
from consent.ledger.batch import Request, chains_of, work_out
from consent.ledger.merkle import root_of
from consent.ledger.piccolo_storage import PiccoloStorage
from hub.login.caller import Caller
from hub.settings import Settings
from tests.hub.gate_room import ready
from tests.support.databases import PostgresServer, name_in

Say = Callable[[str], None]

SMALL = {"entries": 1_000, "rooms": 10, "consents": 10}
GROWN = {"entries": 1_000_000, "rooms": 10_000, "consents": 1_000}
TOGETHER = 5_000
CONSENTS_IN_A_ROOM = 5


@dataclass(frozen=True)
class Grown:
    """The same room, text and reader in several databases, by what has grown there."""

    settings: Settings
    urls: dict[str, str]
    keys_url: str
    reader: Caller
    item: str


class TreeIsWrong(Exception):
    """The ledger that was filled does not have the root that its entries lead to."""


def grown(server: PostgresServer, say: Say) -> Grown:
    """Make them all."""
    return asyncio.run(_grown(server, say))


async def _grown(server: PostgresServer, say: Say) -> Grown:
    small, keys_url = server.create(), server.create()
    async with ready(small, keys_url) as held:
        for _ in range(CONSENTS_IN_A_ROOM - 1):
            await held.room.asks()
        settings, reader, item = held.room.house.settings, held.bup, held.item
        room, child, consent = held.room.id, held.child.id, held.consent
    await _with_rooms(small, room, child, SMALL["rooms"] - 1, own_child=False)
    await _with_consents(small, room, consent, child, SMALL["consents"] - CONSENTS_IN_A_ROOM)
    await _with_entries(small, SMALL["entries"])
    urls = {"nothing": small}
    for what, many in GROWN.items():
        urls[what] = server.create(template=name_in(small))
        if what == "entries":
            await _with_entries(urls[what], many)
        elif what == "rooms":
            await _with_rooms(urls[what], room, child, many - SMALL["rooms"], own_child=False)
        else:
            await _with_consents(urls[what], room, consent, child, many - SMALL["consents"])
        say(f"{many:,} {what}")
    return Grown(settings, urls, keys_url, reader, item)


async def _with_entries(url: str, size: int) -> None:
    """Fill the ledger up to this size, and see that its root is the one of its leaves."""
    engine = engine_for(url)
    await open_database(engine)
    storage = PiccoloStorage(engine)
    have = (await storage.head()).size
    rooms = [secrets.token_hex(13) for _ in range(1_000)]
    for first in range(have, size, TOGETHER):
        events = [_opening(rooms[index % len(rooms)]) for index in range(first, min(first + TOGETHER, size))]
        request = Request(events=events)
        async with storage.turn() as turn:
            found = await turn.find([], chains_of([request]))
            assert found.now is not None
            await turn.write(work_out([request], turn.head, found, found.now).written)
    head = await storage.head()
    if root_of(await storage.hashes(0, 0, size)) != head.root or head.size != size:
        raise TreeIsWrong(url)
    await engine.fetch("ANALYZE")
    await close_database(engine)


def _opening(room: str) -> ItemOpened:
    return ItemOpened(
        room=room,
        who=secrets.token_hex(13),
        reader_unit="BUP",
        item=secrets.token_hex(13),
        version=1,
        item_unit="SKOLA.EH",
        categories=frozenset({"franvaro"}),
        purpose="SIP-skolfranvaro",
        meeting=None,
        decision="ALLOW",
        reason="CONSENT",
        consents=frozenset({secrets.token_hex(13)}),
    )


NEW_ROOMS = """
CREATE TEMP TABLE made AS SELECT replace(gen_random_uuid()::text, '-', '') AS room,
    replace(gen_random_uuid()::text, '-', '') AS child, replace(gen_random_uuid()::text, '-', '') AS item
    FROM generate_series(1, {many});
INSERT INTO room SELECT (r).* FROM (SELECT jsonb_populate_record(NULL::room, to_jsonb(o) ||
    jsonb_build_object('id', m.room, 'child', {child})) AS r FROM room o, made m WHERE o.id = '{room}') x;
INSERT INTO participant SELECT (r).* FROM (SELECT jsonb_populate_record(NULL::participant, to_jsonb(o) ||
    jsonb_build_object('id', gen_random_uuid()::text, 'room', m.room)) AS r
    FROM participant o, made m WHERE o.room = '{room}') x;
INSERT INTO item SELECT (r).* FROM (SELECT jsonb_populate_record(NULL::item, to_jsonb(o) ||
    jsonb_build_object('id', m.item, 'room', m.room, 'subjects', {child})) AS r
    FROM item o, made m WHERE o.room = '{room}') x;
INSERT INTO sealed_text SELECT m.item, 1, o.sealed FROM made m, (SELECT sealed FROM sealed_text LIMIT 1) o;
INSERT INTO ledger_version SELECT 'room:' || room, 3 FROM made;
"""
NEW_CONSENTS = """
CREATE TEMP TABLE asked AS SELECT m.room, replace(gen_random_uuid()::text, '-', '') AS consent
    FROM made m, generate_series(1, {each});
INSERT INTO consent SELECT (r).* FROM (SELECT jsonb_populate_record(NULL::consent, to_jsonb(o) ||
    jsonb_build_object('id', a.consent, 'room', a.room)) AS r
    FROM consent o, asked a WHERE o.id = '{consent}') x;
INSERT INTO act SELECT (r).* FROM (SELECT jsonb_populate_record(NULL::act, to_jsonb(o) ||
    jsonb_build_object('id', gen_random_uuid()::text, 'consent', a.consent)) AS r
    FROM act o, asked a WHERE o.consent = '{consent}') x;
"""
"""The rows of one room and one consent again, under other ids; what is put in is made here and nowhere else."""


async def _with_rooms(url: str, room: str, child: str, many: int, *, own_child: bool) -> None:
    """More rooms like this one, around other children or this very one."""
    await _run(url, _rooms(room, child, many, own_child=own_child))


async def _with_consents(url: str, room: str, consent: str, child: str, many: int) -> None:
    """More consents of this child, in other rooms of the child, a few in each."""
    made = _rooms(room, child, many // CONSENTS_IN_A_ROOM, own_child=True)
    await _run(url, made + NEW_CONSENTS.format(each=CONSENTS_IN_A_ROOM, consent=consent))


def _rooms(room: str, child: str, many: int, *, own_child: bool) -> str:
    return NEW_ROOMS.format(many=many, room=room, child=f"'{child}'" if own_child else "m.child")


async def _run(url: str, statements: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statements + "ANALYZE;")
    finally:
        await connection.close()
