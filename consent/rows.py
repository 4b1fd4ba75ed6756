"""Consents and acts on their way into their tables: the twin of `consent.book`. Rows are only ever added."""

from datetime import datetime

from consent.book import column
from consent.record import Act, Consent
from consent.tables import ActRow, ConsentRow


def consent_row(consent: Consent, *, by: str, at: datetime, motive_sealed: bytes | None = None) -> ConsentRow:
    """The row of a consent that `by` asks for at `at`, with the sealed words about why."""
    return ConsentRow(
        id=consent.id,
        room=consent.room,
        subject=consent.subject,
        purpose=consent.purpose,
        meeting=consent.meeting,
        from_units=column(consent.from_units),
        to_units=column(consent.to_units),
        categories=column(consent.categories),
        starts=consent.starts,
        ends=consent.ends,
        language=consent.language,
        interpreter=consent.interpreter,
        draft=consent.draft,
        asked_by=by,
        asked_at=at,
        motive_sealed=motive_sealed,
    )


def act_row(
    consent: Consent,
    act: Act,
    *,
    entry: int,
    said_sealed: bytes | None = None,
    shown_sealed: bytes | None = None,
) -> ActRow:
    """The row of an act whose event is entry number `entry`."""
    return ActRow(
        id=act.id,
        consent=consent.id,
        by=act.by,
        capacity=act.capacity.value,
        kind=act.kind.value,
        at=act.at,
        how=act.how.value,
        loa=act.loa,
        recorded_by=act.recorded_by,
        said_sealed=said_sealed,
        shown_sealed=shown_sealed,
        language=act.language,
        interpreter=act.interpreter,
        units=column(act.units),
        categories=column(act.categories),
        ends=act.effect.ends,
        by_child=act.effect.by_child,
        out_units=column(act.effect.units),
        out_categories=column(act.effect.categories),
        entry=entry,
    )
