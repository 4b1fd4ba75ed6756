"""One consent as those see it who are asked about it."""

from dataclasses import dataclass, field
from datetime import date, datetime

from consent.record import Act, Consent
from consent.words import ActKind, Capacity
from hub import wording
from hub.alone import has_page, is_guarded
from hub.asking import Motive
from hub.facts import Seen
from hub.foretelling import Foretold, told_to_family
from hub.login.caller import Caller
from hub.pages.own_acts import said_again, standing_act, stands, told_state, unconfirmed
from hub.pages.subjects import named_to
from hub.people import book
from hub.sharing import Party, State, Stopped, capacity_of, left_of, parties, state_of, stopped_by
from hub.wording import words
from policies.effects import with_effect
from policies.saving.acts import not_informed
from policies.times import ORAL_LASTS, birthday, day_of


@dataclass(frozen=True, slots=True)
class Card:
    """One consent as the family sees it."""

    consent: Consent
    state: State
    mine: Act | None
    word: Act | None
    """The caller's own yes or no, or stop of it all: a stop in part alone answers nothing."""
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
    ended: datetime | None = None
    """When somebody ended it; never who."""
    removed: list[tuple[str, datetime]] = field(default_factory=list)
    """What has been taken out of it, by name, and when; never by whom."""
    receipts: list[Act] = field(default_factory=list)
    """The caller's own acts about it, the newest first: each has a receipt."""
    said: str = ""
    """What staff wrote down then that one said, on the page of the question."""
    confirm_by: datetime | None = None
    """When it lapses."""
    lapsed: bool = False
    choosable: bool = False
    """Whether one can leave out a part alone, and say yes to the rest."""
    soon: Foretold | None = None
    """Its end, or a birthday that stops it by itself, within a month."""
    age: int = 0
    """How old the one whom it is about is then."""
    young: bool = False
    """Whether this is a child whose no is heard and does not decide: under 15, and not assessed as mature in all of it
    (gate, section 4)."""
    held_anyway: bool = False
    """Whether it stands, and would to some part if the caller said no: on the page of the question."""
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

    @property
    def answerable(self) -> bool:
        """Whether the page offers an answer: there is none of theirs yet, or a no that can be changed."""
        return self.word is None or self.word.kind is ActKind.REFUSE

    @property
    def unconfirmed(self) -> list[str]:
        """The spoken yeses of one's own that stand on the page to be confirmed, all together."""
        who = self.spoken.by if self.spoken is not None else ""
        return [act.id for act in self.consent.acts if act.by == who and unconfirmed(act) is not None]

    @property
    def legible(self) -> bool:
        """Whether why it is asked can be read, where anybody has said why: else nobody can say yes to it."""
        return self.motive is None or bool(self.motive.words)


async def cards_of(seen: Seen, caller: Caller) -> list[Card]:
    """The consents of a room that the caller may answer, newest last."""
    names = await book.unit_names()
    found = []
    for held in seen.facts.consents.values():
        for consent in held:
            capacity = capacity_of(consent, caller.who, seen.facts, seen.at)
            if capacity is not None and has_page(caller, consent, seen.facts, seen.at):
                found.append(await card_of(consent, capacity, seen, caller, names))
    return found


async def card_of(
    consent: Consent, capacity: Capacity, seen: Seen, caller: Caller, names: dict[str, str]
) -> Card:
    """What one grantor may know: all of their own acts, of another only whether they have answered."""
    asked, left = parties(consent, seen.facts, seen.at), left_of(consent)
    person = seen.facts.people.get(consent.subject)
    theirs = [act for act in consent.acts if act.by == caller.who]
    guarded = is_guarded(caller, seen.facts, seen.at)
    acts = [] if guarded else theirs  # also where others are asked too, a child's answer is the child's alone
    mine, word = standing_act(acts), standing_act([act for act in acts if not act.partial])
    spoken = unconfirmed(word)
    lapsed = spoken is not None and not stands(consent, seen, caller.who)
    others = said_again(theirs) if spoken is not None and not lapsed else set()
    staff = await book.names({mine.recorded_by or "", *others} - {""} if mine else set())
    state = told_state(state_of(consent, seen.facts, seen.at), word)
    soon = _soon(consent, state, seen, caller)
    return Card(
        consent=consent,
        state=state,
        mine=mine,
        word=word,
        capacity=capacity,
        from_units=sorted(names.get(u, u) for u in left[0]),
        to_units=sorted(names.get(u, u) for u in left[1]),
        categories=[words.category(c) for c in words.CATEGORIES if c in left[2]],
        others=[(_called(p, seen, caller), p.act is not None) for p in asked if p.who != caller.who],
        recorder=staff.get(mine.recorded_by or "", "") if mine else "",
        said_again_to=sorted(filter(None, (staff.get(who, "") for who in others))),
        subject=person.name if person is not None else "",
        spoken=spoken,
        confirm_by=spoken.at + ORAL_LASTS if spoken is not None else None,
        lapsed=lapsed,
        choosable=_choosable(consent, capacity, seen, caller),
        soon=soon,
        guarded=guarded,
        asked=any(party.who == caller.who for party in asked),
        answered=any(not act.partial for act in theirs),
        informed=_is_informed(consent, capacity, seen, caller),
        age=_age(person.born, soon.at) if soon and person is not None else 0,
    )


def _called(party: Party, seen: Seen, caller: Caller) -> str:
    """The name of somebody who is asked too; in what capacity, where they may not be named to the caller."""
    known = named_to(seen.facts, caller, party.who)
    return seen.facts.people[party.who].name if known else words.capacity(party.capacity)


def _soon(consent: Consent, state: State, seen: Seen, caller: Caller) -> Foretold | None:
    """What stops it soon, where it stands."""
    if state not in (State.HOLDS, State.COMING):
        return None
    return told_to_family(consent, seen.facts, seen.at, who=caller.who)


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
