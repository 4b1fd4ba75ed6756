"""What is new in a question, for somebody who has said yes to the like of it before: marked, never more than that."""

from dataclasses import replace
from datetime import datetime

from consent.record import Consent
from consent.words import ActKind
from hub.facts import Seen
from hub.login.caller import Caller
from hub.pages.cards import Card
from hub.wording import words


def marked(card: Card, seen: Seen, caller: Caller, names: dict[str, str]) -> Card:
    """The card with the names of what was not in the caller's last yes to a question of the same purpose about the
    same person, as long as it is not answered. A child whose login is old is told nothing of earlier answers."""
    before = None if card.guarded or card.mine is not None else _before(card.consent, seen, caller.who)
    if before is None:
        return card
    consent, at = before
    asked = card.consent
    from_new = {names.get(unit, unit) for unit in asked.from_units - consent.from_units}
    to_new = {names.get(unit, unit) for unit in asked.to_units - consent.to_units}
    about = {words.category(code) for code in asked.categories - consent.categories}
    return replace(
        card,
        said_before=at,
        new_from=frozenset(from_new & {*card.from_units}),
        new_to=frozenset(to_new & {*card.to_units}),
        new_categories=frozenset(about & {*card.categories}),
    )


def _before(asked: Consent, seen: Seen, who: str) -> tuple[Consent, datetime] | None:
    """The consent of the same purpose and person that this person said yes to last, and when."""
    found = [
        (act.at, consent.id, consent)
        for consent in seen.facts.consents.get((asked.room, asked.subject), ())
        for act in consent.acts
        if consent.id != asked.id
        and consent.purpose == asked.purpose
        and (act.by, act.kind) == (who, ActKind.GRANT)
    ]
    if not found:
        return None
    at, _id, consent = max(found)
    return consent, at
