"""A hub whose ledger has lost its head: it starts again by itself, or stops in one sentence."""

import asyncio
from collections.abc import Callable

import pytest

from consent.database import close_database, engine_for, open_database
from hub.cli import main
from hub.cli.exits import FOUND_WRONG, OK, UNREACHABLE
from hub.settings import Settings
from tests.hub.test_cli_ledger import either_town

__all__ = ["either_town"]


@pytest.fixture
def spoil(either_town: Settings) -> Callable[..., None]:
    """Do this to the database of the town."""

    def spoiled(*statements: str) -> None:
        async def run() -> None:
            engine = engine_for(either_town.database_url)
            await open_database(engine)
            for statement in statements:
                await engine.fetch(statement)
            await close_database(engine)

        asyncio.run(run())

    return spoiled


def test_a_head_that_is_gone_is_found_and_put_back(
    spoil: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    spoil("DELETE FROM ledger_head")
    assert main(["doctor", "--demo"]) == FOUND_WRONG
    assert "head           FAULT  gone; start the hub" in capsys.readouterr().out
    assert main(["migrate", "--demo"]) == OK
    assert "ran ledger: its head was gone, and was computed again from its" in capsys.readouterr().out
    assert main(["doctor", "--demo"]) == OK


def test_a_head_that_can_not_be_put_back_stops_every_start_in_one_sentence(
    spoil: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    spoil("DELETE FROM ledger_head", "UPDATE ledger_chain SET length = length + 1")
    for command in (["migrate", "--demo"], ["demo"]):
        assert main(command) == UNREACHABLE
        said = capsys.readouterr().err.strip().splitlines()
        assert len(said) == 1
        assert "since a room's chain goes further than its entries. Restore the database" in said[0]
