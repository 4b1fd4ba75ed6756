"""What is new in a question, for somebody who has said yes to the like of it before: marked, never more than that."""

from dataclasses import replace
from datetime import datetime

from consent.record import Consent
from consent.words import ActKind
from hub.facts import Seen
from hub.login.caller import Caller
from hub.pages.cards import Card
from hub.sharing import OVER
from hub.wording import words


def marked(card: Card, seen: Seen, caller: Caller, names: dict[str, str]) -> Card:
    """The card with the names of what was not in the caller's last yes to a question of the same purpose about the
    same person, as long as it is not answered. A child whose login is old is told nothing of earlier answers."""
    answered = card.guarded or card.word is not None or card.state in OVER
    before = None if answered else _before(card.consent, seen, caller.who)
    if before is None:
        return card
    consent, at = before
    asked, (from_units, to_units, categories) = card.consent, said_yes_to(consent, caller.who)
    from_new = {names.get(unit, unit) for unit in asked.from_units - from_units}
    to_new = {names.get(unit, unit) for unit in asked.to_units - to_units}
    about = {words.category(code) for code in asked.categories - categories}
    return replace(
        card,
        said_before=at,
        before=consent.id,
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
        and not _taken_back(consent, who)
    ]
    if not found:
        return None
    at, _id, consent = max(found, key=lambda one: one[:2])
    return consent, at


def _taken_back(consent: Consent, who: str) -> bool:
    """Whether this person has taken the whole of their yes back: it is nothing to be reminded of."""
    return any(
        act.by == who and act.kind is not ActKind.GRANT and not act.partial and act.at >= yes.at
        for yes in consent.acts
        if (yes.by, yes.kind) == (who, ActKind.GRANT)
        for act in consent.acts
    )


def said_yes_to(consent: Consent, who: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The from-units, to-units and categories of it that this person has not said no to themself."""
    stops = [act for act in consent.acts if act.by == who and act.partial]
    units = frozenset(unit for act in stops for unit in act.units)
    categories = frozenset(code for act in stops for code in act.categories)
    return consent.from_units - units, consent.to_units - units, consent.categories - categories
