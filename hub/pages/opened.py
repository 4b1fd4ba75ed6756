"""Who has opened something under a consent, as those may know it who are asked about the consent."""

from typing import Any

from hub.acting import claimed
from hub.house import House
from hub.login.caller import Caller
from hub.pages.cards import Card
from hub.people import book

MOST = 10_000
"""Openings of a room that are looked through."""


async def readers_under(house: House, card: Card, caller: Caller) -> list[str]:
    """The units that have opened something under this consent, and so may hold copies.

    Only of what the caller can open themselves: that somebody has read what is hidden would tell that it is there.
    """
    found = await house.ledger.find(room=card.consent.room, kinds={"ItemOpened"}, limit=MOST)
    under = [entry.body for entry in found if card.consent.id in _listed(entry.body["consents"])]
    items = {str(body["item"]) for body in under}
    capacity = claimed(card.capacity)
    known = {i.id for i in await house.gate.list_items(items, by=caller, capacity=capacity)}
    names = await book.unit_names()
    units = {str(body["reader_unit"]) for body in under if str(body["item"]) in known}
    return sorted(names.get(unit, unit) for unit in units)


def _listed(value: Any) -> list[str]:
    return list(value) if isinstance(value, list) else []
