"""A hub that lives many lives: its databases and keys, and who acts in it, as text that any process can read."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from hub.login.caller import Caller
from hub.login.session import hashed, new_secret
from hub.login.tables import SessionRow
from hub.opening import signers
from hub.settings import Settings
from hub.settings_values import Kek
from tests.people import (
    a_child,
    a_father,
    a_house,
    a_kurator,
    a_mother,
    a_psychologist,
    a_worker,
    child_of,
    logs_in,
    moves_in,
    settings_for,
)
from tests.stories.room import a_room

KEYS = ("kek", "ledger", "receipts", "lookup")


@dataclass(frozen=True)
class World:
    """Where it stands, and the room around a child: its mother, its father, and staff by unit."""

    database_url: str
    keys_url: str
    keys: dict[str, str]
    room: str = ""
    item: str = ""
    child: str = ""
    callers: dict[str, dict[str, Any]] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        return self.database_url.partition(":")[0]

    def settings(self) -> Settings:
        """The same keys in every life."""
        keys = {name: bytes.fromhex(held) for name, held in self.keys.items()}
        return replace(
            settings_for(self.database_url, self.keys_url),
            keks=(Kek("test", keys["kek"]),),
            ledger_key=keys["ledger"],
            receipt_key=keys["receipts"],
            lookup_key=keys["lookup"],
        )

    def verifier(self) -> str:
        """The ledger's public key."""
        return str(signers(self.settings())[0].verifier)

    def caller(self, name: str) -> Caller:
        held = self.callers[name]
        return Caller(**{**held, "login_at": datetime.fromisoformat(held["login_at"])})


def bare(database_url: str, keys_url: str) -> World:
    """A world with new keys and nothing in it yet."""
    return World(database_url, keys_url, {name: secrets.token_hex(32) for name in KEYS})


async def furnished(world: World) -> World:
    """People move in, the school writes, both guardians say yes to BUP, and all are logged in."""
    child, mother, father = a_child(), a_mother(), a_father()
    workers, stranger = [a_kurator(), a_psychologist()], a_worker("Olle Okänd", "BUP")
    async with a_house("", "", settings=world.settings()) as house:
        register = child_of(child, mother, father)
        everybody = [*workers, stranger]
        await moves_in(house, family=[child, mother, father], children=[register], workers=everybody)
        room = await a_room(house, child, workers)
        callers = {
            "mother": await logs_in(house, mother),
            "father": await logs_in(house, father),
            "stranger": await logs_in(house, stranger.person, "BUP"),
            **room.staff,
        }
        consent = await room.asks()
        for guardian in ("mother", "father"):
            await room.grants(callers[guardian], consent)
        return replace(
            world,
            room=room.id,
            item=await room.school_wrote(),
            child=child.id,
            callers={name: asdict(c) | {"login_at": c.login_at.isoformat()} for name, c in callers.items()},
            cookies={name: await _cookie(caller) for name, caller in callers.items()},
        )


async def _cookie(caller: Caller) -> str:
    """A cookie that opens this session: only the hash of the first one is kept."""
    cookie = new_secret()
    row = SessionRow.update({SessionRow.id: hashed(cookie)}).where(SessionRow.scope == caller.session)
    await row.run()
    return cookie
