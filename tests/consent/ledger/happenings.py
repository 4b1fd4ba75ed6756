"""Events to fill a ledger with, in few words."""

from consent.events import ConsentEnded, ConsentNarrowed, Event, ItemOpened, MeetingOpened, UnitChanged


def opened(
    room: str = "r1", *consents: str, reader: str = "BUP", categories: tuple[str, ...] = ("maende",)
) -> Event:
    return ItemOpened(
        room=room,
        who="p1",
        reader_unit=reader,
        item="i1",
        version=1,
        item_unit="SKOLA.EH",
        categories=frozenset(categories),
        purpose="narvaro",
        meeting=None,
        decision="ALLOW",
        reason="CONSENT",
        consents=frozenset(consents),
    )


def began(room: str = "r1") -> Event:
    return MeetingOpened(room=room, by="p1", meeting="m1")


def ended(consent: str, room: str = "r1") -> Event:
    return ConsentEnded(room=room, consent=consent, act="a1", by_child=False)


def narrowed(consent: str, *, units: tuple[str, ...] = (), categories: tuple[str, ...] = ()) -> Event:
    return ConsentNarrowed(
        room="r1", consent=consent, act="a1", units=frozenset(units), categories=frozenset(categories)
    )


def changed() -> Event:
    return UnitChanged(unit="BUP")
