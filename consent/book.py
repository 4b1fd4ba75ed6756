"""Questions to the consents: what has been asked in a room, and what everybody did about it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from consent.record import Act, Consent, Effect
from consent.tables import ActRow, ConfirmationRow, ConsentRow
from consent.words import ActKind, Capacity, How

Row = Mapping[str, Any]

SEALED = "(sealed)"
"""Stands for words that are kept sealed: that they exist matters to a decision, what they say does not."""


def codes(text: str) -> frozenset[str]:
    """A set as a column keeps it: codes parted by spaces."""
    return frozenset(text.split())


def column(values: Collection[str]) -> str:
    """The twin of `codes`."""
    return " ".join(sorted(values))


def act_from_row(row: Row, confirmed: datetime | None) -> Act:
    """An act as it stands in its row, with the effect that was fixed when it was made."""
    return Act(
        id=row["id"],
        by=row["by"],
        capacity=Capacity(row["capacity"]),
        kind=ActKind(row["kind"]),
        at=row["at"],
        how=How(row["how"]),
        loa=row["loa"],
        confirmed=confirmed,
        recorded_by=row["recorded_by"],
        said=SEALED if row["said_sealed"] else None,
        language=row["language"],
        interpreter=bool(row["interpreter"]),
        units=codes(row["units"]),
        categories=codes(row["categories"]),
        effect=Effect(
            ends=bool(row["ends"]),
            by_child=bool(row["by_child"]),
            units=codes(row["out_units"]),
            categories=codes(row["out_categories"]),
        ),
    )


def consent_from_row(row: Row, acts: tuple[Act, ...]) -> Consent:
    """A consent as it stands in its row, with its acts."""
    return Consent(
        id=row["id"],
        subject=row["subject"],
        purpose=row["purpose"],
        room=row["room"],
        from_units=codes(row["from_units"]),
        to_units=codes(row["to_units"]),
        categories=codes(row["categories"]),
        starts=row["starts"],
        ends=row["ends"],
        draft=bool(row["draft"]),
        meeting=row["meeting"],
        language=row["language"],
        interpreter=bool(row["interpreter"]),
        acts=acts,
    )


async def in_room(room: str) -> dict[tuple[str, str], tuple[Consent, ...]]:
    """Every consent of a room with its acts, keyed by (room, subject), in the order of their ids."""
    rows = await ConsentRow.select().where(ConsentRow.room == room).order_by(ConsentRow.id).run()
    acts = await _acts_of([row["id"] for row in rows])
    found: dict[tuple[str, str], list[Consent]] = defaultdict(list)
    for row in rows:
        found[room, row["subject"]].append(consent_from_row(row, tuple(acts[row["id"]])))
    return {key: tuple(consents) for key, consents in found.items()}


async def _acts_of(consents: list[str]) -> dict[str, list[Act]]:
    found: dict[str, list[Act]] = defaultdict(list)
    if not consents:
        return found
    rows = await ActRow.select().where(ActRow.consent.is_in(consents)).order_by(ActRow.entry).run()
    confirmed = await _confirmations([row["id"] for row in rows])
    for row in rows:
        found[row["consent"]].append(act_from_row(row, confirmed.get(row["id"])))
    return defaultdict(list, {consent: said_again(acts) for consent, acts in found.items()})


def said_again(acts: list[Act]) -> list[Act]:
    """The same acts, each spoken yes with whom else of the staff that person has said the same to since."""
    spoken = [act for act in acts if act.how is How.ORAL and act.kind is ActKind.GRANT]

    def since(first: Act) -> tuple[tuple[str, datetime], ...]:
        return tuple(
            (act.recorded_by, act.at)
            for act in spoken
            if (act.by, act.capacity) == (first.by, first.capacity)
            and act.at > first.at
            and act.recorded_by not in (None, first.recorded_by)
        )

    return [replace(act, again=since(act)) if act in spoken else act for act in acts]


async def _confirmations(acts: list[str]) -> dict[str, datetime]:
    if not acts:
        return {}
    rows = await ConfirmationRow.select().where(ConfirmationRow.act.is_in(acts)).run()
    return {row["act"]: row["at"] for row in rows}
