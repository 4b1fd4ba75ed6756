"""One consent as those see it who are asked about it."""

from dataclasses import dataclass, field
from datetime import date, datetime

from consent.record import Act, Consent
from consent.words import ActKind, Capacity
from hub import wording
from hub.alone import is_guarded, is_kept
from hub.asking import Motive
from hub.confirming import is_spoken_yes
from hub.facts import Seen
from hub.foretelling import Foretold, told_to_family
from hub.login.caller import Caller
from hub.pages.subjects import named_to
from hub.people import book
from hub.sharing import Party, State, Stopped, capacity_of, left_of, parties, state_of, stopped_by
from hub.wording import words
from policies.acts import standing
from policies.effects import with_effect
from policies.saving.acts import not_informed
from policies.times import ORAL_LASTS, birthday, day_of


@dataclass(frozen=True, slots=True)
class Card:
    """One consent as the family sees it."""

    consent: Consent
    state: State
    mine: Act | None
    capacity: Capacity
    from_units: list[str]
    to_units: list[str]
    categories: list[str]
    others: list[tuple[str, bool]]
    subject: str
    recorder: str = ""
    said_again_to: list[str] = field(default_factory=list)
    """Who of the staff wrote down that one said one's spoken yes again: it counts without being confirmed here."""
    spoken: Act | None = None
    """A yes of one's own that staff wrote down, as long as one has not confirmed it."""
    confirm_by: datetime | None = None
    """When it lapses."""
    lapsed: bool = False
    choosable: bool = False
    """Whether one can leave out a part alone, and say yes to the rest."""
    soon: Foretold | None = None
    """Its end, or a birthday that stops it by itself, within a month."""
    age: int = 0
    """How old the one whom it is about is then."""
    guarded: bool = False
    """Whether this is a child whose login is old: nothing says whether or what they have answered (`hub.alone`)."""
    motive: Motive | None = None
    """Why it is asked, in the words of whoever asks, on the page of the question."""
    asked_by: str = ""
    """Who that is: name and unit."""
    before: str = ""
    """The question that the caller said yes to before, where this is the like of it."""
    new_motive: bool = False
    """Whether why it is asked is another than then."""
    asked: bool = False
    """Whether the caller is among those who are asked: whom it is about may answer at any age."""
    answered: bool = False
    informed: bool = True
    """Whether a yes would count in the language that the page is in: the caller reads it, and it is approved."""
    expired: bool = False
    """Whether it is written down that its time ran out, and there is a receipt of it."""
    said_before: datetime | None = None
    """When the caller last said yes to the like of it, where this is a new question; then what is new in it by name."""
    new_from: frozenset[str] = frozenset()
    new_to: frozenset[str] = frozenset()
    new_categories: frozenset[str] = frozenset()
    heard: list[str] = field(default_factory=list)
    """Who may get a message when the caller answers, by name."""


async def cards_of(seen: Seen, caller: Caller) -> list[Card]:
    """The consents of a room that the caller may answer, newest last."""
    names = await book.unit_names()
    found = []
    for held in seen.facts.consents.values():
        for consent in held:
            capacity = capacity_of(consent, caller.who, seen.facts, seen.at)
            kept = is_kept(caller, consent, seen.facts, seen.at)
            if capacity is not None and not consent.draft and not kept:
                found.append(await card_of(consent, capacity, seen, caller, names))
    return found


async def card_of(
    consent: Consent, capacity: Capacity, seen: Seen, caller: Caller, names: dict[str, str]
) -> Card:
    """What one grantor may know: all of their own acts, of another only whether they have answered."""
    asked = parties(consent, seen.facts, seen.at)
    left = left_of(consent)
    people = seen.facts.people
    theirs = [act for act in consent.acts if act.by == caller.who]
    guarded = is_guarded(caller, seen.facts, seen.at)
    acts = [] if guarded else theirs  # also where others are asked too, a child's answer is the child's alone
    mine, word = standing_act(acts), standing_act([act for act in acts if not act.partial])
    spoken = _unconfirmed(word)
    lapsed = spoken is not None and not _stands(consent, seen, caller.who)
    others = _said_again(theirs) if spoken is not None and not lapsed else set()
    staff = await book.names({mine.recorded_by or "", *others} - {""} if mine else set())
    state = told_state(state_of(consent, seen.facts, seen.at), word)
    soon = told_to_family(consent, seen.facts, seen.at) if state in (State.HOLDS, State.COMING) else None
    return Card(
        consent=consent,
        state=state,
        mine=mine,
        capacity=capacity,
        from_units=sorted(names.get(u, u) for u in left[0]),
        to_units=sorted(names.get(u, u) for u in left[1]),
        categories=[words.category(c) for c in words.CATEGORIES if c in left[2]],
        others=[(_called(p, seen, caller), p.act is not None) for p in asked if p.who != caller.who],
        recorder=staff.get(mine.recorded_by or "", "") if mine else "",
        said_again_to=sorted(filter(None, (staff.get(who, "") for who in others))),
        subject=people[consent.subject].name if consent.subject in people else "",
        spoken=spoken,
        confirm_by=spoken.at + ORAL_LASTS if spoken is not None else None,
        lapsed=lapsed,
        choosable=_choosable(consent, capacity, seen, caller),
        soon=soon,
        guarded=guarded,
        asked=any(party.who == caller.who for party in asked),
        answered=bool(theirs),
        informed=_is_informed(consent, capacity, seen, caller),
        age=_age(people[consent.subject].born, soon.at) if soon and consent.subject in people else 0,
    )


def _called(party: Party, seen: Seen, caller: Caller) -> str:
    """The name of somebody who is asked too; in what capacity, where they may not be named to the caller."""
    known = named_to(seen.facts, caller, party.who)
    return seen.facts.people[party.who].name if known else words.capacity(party.capacity)


def _age(born: date, at: datetime) -> int:
    """Whole years at a moment."""
    return max(
        (years for years in range(day_of(at).year - born.year + 1) if birthday(born, years) <= at), default=0
    )


def _choosable(consent: Consent, capacity: Capacity, seen: Seen, caller: Caller) -> bool:
    """Whether all that the caller could leave out would be out by their act alone."""
    from_units, to_units, categories = left_of(consent)
    drawn = Act(
        by=caller.who,
        capacity=capacity,
        kind=ActKind.WITHDRAW,
        at=seen.at,
        units=from_units | to_units,
        categories=categories,
    )
    return stopped_by(with_effect(drawn, consent, seen.facts)) is Stopped.ALL


def _is_informed(consent: Consent, capacity: Capacity, seen: Seen, caller: Caller) -> bool:
    no = not_informed(
        caller.who, capacity, wording.read_as(wording.language()), consent.interpreter, seen.facts
    )
    return no is None


def _unconfirmed(word: Act | None) -> Act | None:
    """The yes that is the person's word and that staff wrote down as spoken, as long as it is not confirmed."""
    return word if word is not None and is_spoken_yes(word) and word.confirmed is None else None


def _said_again(theirs: list[Act]) -> set[str]:
    """To whom of the staff somebody has said their yes again, since they last said no to all of it."""
    noes = [n for n, act in enumerate(theirs) if act.kind is not ActKind.GRANT and not act.partial]
    return {who for act in theirs[noes[-1] + 1 if noes else 0 :] for who, _when in act.again}


def _stands(consent: Consent, seen: Seen, who: str) -> bool:
    """Whether some yes of this person's counts now."""
    act = standing(consent, seen.facts, seen.at, asker="").get(who)
    return act is not None and act.kind is ActKind.GRANT


def standing_act(mine: list[Act]) -> Act | None:
    """The act that stands of one person's: after a withdrawal of the whole none that came later."""
    stops = [act for act in mine if act.kind is ActKind.WITHDRAW and not act.partial]
    return stops[0] if stops else (mine[-1] if mine else None)


def told_state(state: State, word: Act | None) -> State:
    """What a grantor is told: that another has refused is nothing but a consent that is not complete.

    `word` is the grantor's own, yes or no; a stop in part is neither.
    """
    own_no = word is not None and word.kind is not ActKind.GRANT
    return State.WAITING if state is State.REFUSED and not own_no else state
