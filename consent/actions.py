"""The verbs of a consent: what each act writes in the ledger. Pure: rows are written by whoever appends."""

from collections.abc import Mapping

from consent.events import (
    ConsentAsked,
    ConsentEnded,
    ConsentGranted,
    ConsentNarrowed,
    ConsentRefused,
    ConsentWithdrawn,
    Event,
)
from consent.record import Act, Consent
from consent.words import ActKind


def asked(consent: Consent, *, by: str, names: Mapping[str, str], motive: str | None = None) -> ConsentAsked:
    """The event of asking for `consent`; `names` gives everybody's pseudonym in the room.

    `motive` commits to the words that say why it is asked for.
    """
    return ConsentAsked(
        room=consent.room,
        by=names[by],
        consent=consent.id,
        subject=names[consent.subject],
        purpose=consent.purpose,
        meeting=consent.meeting,
        from_units=consent.from_units,
        to_units=consent.to_units,
        categories=consent.categories,
        starts=consent.starts.isoformat(),
        ends=consent.ends.isoformat(),
        motive=motive,
    )


def acted(
    consent: Consent,
    act: Act,
    *,
    names: Mapping[str, str],
    commitment: str | None = None,
    shown: str | None = None,
) -> tuple[Event, ...]:
    """The events of an act: what was done, and what it ended or narrowed, in that order.

    `commitment` commits to the words that staff recorded, `shown` to the text of the page, where there are any.
    """
    return (_done(consent, act, names, commitment, shown), *_effects(consent, act))


def _done(
    consent: Consent, act: Act, names: Mapping[str, str], commitment: str | None, shown: str | None
) -> Event:
    recorded_by = names[act.recorded_by] if act.recorded_by is not None else None
    if act.kind is ActKind.WITHDRAW:
        return ConsentWithdrawn(
            room=consent.room,
            by=names[act.by],
            capacity=act.capacity,
            consent=consent.id,
            act=act.id,
            how=act.how,
            units=act.units,
            categories=act.categories,
            recorded_by=recorded_by,
            commitment=commitment,
            shown=shown,
        )
    kind = ConsentGranted if act.kind is ActKind.GRANT else ConsentRefused
    return kind(
        room=consent.room,
        by=names[act.by],
        capacity=act.capacity,
        consent=consent.id,
        act=act.id,
        how=act.how,
        recorded_by=recorded_by,
        commitment=commitment,
        shown=shown,
    )


def _effects(consent: Consent, act: Act) -> tuple[Event, ...]:
    effect = act.effect
    if effect.ends:
        return (ConsentEnded(room=consent.room, consent=consent.id, act=act.id, by_child=effect.by_child),)
    if effect.units or effect.categories:
        return (
            ConsentNarrowed(
                room=consent.room,
                consent=consent.id,
                act=act.id,
                units=effect.units,
                categories=effect.categories,
            ),
        )
    return ()
