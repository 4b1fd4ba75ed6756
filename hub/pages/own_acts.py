"""Which of somebody's own acts about a consent stands, what they are told of where it stands, and what is out of it."""

from datetime import datetime

from consent.record import Act, Consent
from consent.words import ActKind
from hub.confirming import is_spoken_yes
from hub.facts import Seen
from hub.sharing import State, until_its_end
from hub.wording import words
from policies.acts import standing


def unconfirmed(word: Act | None) -> Act | None:
    """The yes that is the person's word and that staff wrote down as spoken, as long as it is not confirmed."""
    return word if word is not None and is_spoken_yes(word) and word.confirmed is None else None


def said_again(theirs: list[Act]) -> set[str]:
    """To whom of the staff somebody has said their yes again, since they last said no to all of it."""
    noes = [n for n, act in enumerate(theirs) if act.kind is not ActKind.GRANT and not act.partial]
    return {who for act in theirs[noes[-1] + 1 if noes else 0 :] for who, _when in act.again}


def stands(consent: Consent, seen: Seen, who: str) -> bool:
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


def removed_from(consent: Consent, names: dict[str, str]) -> list[tuple[str, datetime]]:
    """Each unit and category that an act took out, in that order."""
    gone: dict[str, datetime] = {}
    for act in until_its_end(consent):
        for unit in sorted(act.effect.units & (consent.from_units | consent.to_units)):
            gone.setdefault(names.get(unit, unit), act.at)
        for code in words.CATEGORIES:
            if code in act.effect.categories & consent.categories:
                gone.setdefault(words.category(code), act.at)
    return [*gone.items()]
