"""The database goes away in the middle: a page that says so, nothing read or saved, and back by itself."""

import asyncio

import pytest

from tests.hub.bad_input_sent import Desk
from tests.hub.loading import copy
from tests.hub.running import Kept, Running, running
from tests.hub.storages import bent
from tests.hub.sweep_walk import prepare
from tests.support.databases import PostgresServer, name_in

SAID = "Just nu går det inte att skriva ner vem som läser. Då får ingen läsa, och inget sparas."
PAGES = (
    ("mother", "/vem-far-se"),
    ("mother", "/uppgift/{item}"),
    ("participant", "/rum"),
    ("participant", "/rum/{room}"),
    ("participant", "/uppgift/{item}"),
    ("auditor", "/granskning"),
    ("police", "/uppgift/{item}"),
)


async def pages(desk: Desk) -> list[int]:
    """What the pages answer; each closed one in the same words."""
    found = []
    for kind, path in PAGES:
        thing = "tove" if "{room}" in path else "tove-narvaro"
        answer = await desk.hub.browser(kind).get(desk.path(path, thing))
        if answer.status_code == 503:
            assert SAID in answer.text
            assert "Försök igen om en stund." in answer.text
        found.append(answer.status_code)
    return found


OPEN = [200, 200, 200, 200, 200, 200, 404]
SHUT = [503] * len(PAGES)


async def test_postgresql_goes_away_and_comes_back(
    postgres_hub: Running, postgres_server: PostgresServer
) -> None:
    """No more connections, and those that stand are cut; then they are let in again."""
    desk = Desk(postgres_hub, await prepare(postgres_hub, postgres_hub.browser("participant")))
    name = name_in(postgres_hub.kept.environment["DATABASE_URL"])
    assert await pages(desk) == OPEN
    size = len(await desk.hub.entries())
    postgres_server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
    postgres_server.execute(
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
    )
    assert await pages(desk) == SHUT
    sent = await desk.send("participant", "/rum/{room}/publicera", "tove")
    assert sent.status_code == 503
    assert SAID in sent.text
    postgres_server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
    await asyncio.sleep(0.2)
    await pages(desk)  # connections that were cut are found out and thrown away
    assert await pages(desk) == OPEN
    kinds = {entry.kind for entry in (await desk.hub.entries())[size:]}
    assert "ItemPublished" not in kinds


@pytest.mark.parametrize("how", ["broken", "unreadable"])
async def test_a_full_or_dead_disk_shuts_everything_and_nothing_is_half_written(
    loaded_town: Kept, tmp_path: object, how: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite, whose storage of the ledger stops taking entries, or answering, and then does so again."""
    fittings, made = bent()
    kept = copy(loaded_town, tmp_path_factory.mktemp("outage") / "data")
    async with running(kept, fittings=fittings) as hub:
        desk = Desk(hub, await prepare(hub, hub.browser("participant")))
        size = len(await hub.entries())
        setattr(made[0], how, True)
        shut = await pages(desk)
        assert set(shut) == {503}
        for kind, path, thing, changed in (
            ("participant", "/rum/{room}/publicera", "tove", {}),
            ("mother", "/rum/{room}/publicera", "tove", {"svar": desk.ids["tove-narvaro"]}),
            ("mother", "/medgivande/{number}/sluta", "tove-ja", {}),
        ):
            answer = await desk.send(kind, path, thing, **changed)
            assert answer.status_code == 503
            assert SAID in answer.text
        setattr(made[0], how, False)
        assert len(await hub.entries()) == size
        assert await pages(desk) == OPEN
