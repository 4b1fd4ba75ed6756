"""Who has opened something under a consent, as those may know it who are asked about the consent."""

from hub.acting import claimed
from hub.house import House
from hub.login.caller import Caller
from hub.openings import OPENINGS_OF, listed, units_in
from hub.pages.cards import Card
from hub.people import book

MOST = 10_000
"""Openings of a room that are looked through."""


async def readers_under(house: House, card: Card, caller: Caller) -> list[str]:
    """The units that have opened something under this consent, and so may hold copies.

    Only of what the caller can open themselves: that somebody has read what is hidden would tell that it is there.
    """
    found = await house.ledger.find(room=card.consent.room, kinds=OPENINGS_OF, limit=MOST)
    under = [entry for entry in found if card.consent.id in listed(entry.body["consents"])]
    items = {str(entry.body["item"]) for entry in under}
    capacity = claimed(card.capacity)
    known = {i.id for i in await house.gate.list_items(items, by=caller, capacity=capacity)}
    names = await book.unit_names()
    told = (units_in(entry, under=card.consent.id) for entry in under if str(entry.body["item"]) in known)
    return sorted(names.get(unit, unit) for unit in frozenset[str]().union(*told))
