"""What a case asks, as a question to the gate."""

from dataclasses import replace
from datetime import datetime, timedelta

from consent.words import HidingGround
from policies.facts import Facts, Hiding
from policies.question import Asks, Question
from policies.scenarios.errors import Misfit
from policies.scenarios.fields import Fields, mapping, moment, number, or_null, text, word
from policies.scenarios.people import prevention
from policies.scenarios.things import act, consent, draft_item

VERBS = ("reads", "views", "grants", "publishes", "records", "hides")


def when(value: object, path: str) -> datetime:
    """The moment of asking, which the facts need before the question is read."""
    asked = mapping(value, path)
    if "at" not in asked:
        raise Misfit(path, "expected the key at")
    return moment(asked["at"], f"{path}.at")


def question(value: object, path: str, facts: Facts) -> Question:
    """The question of one case."""
    f = Fields(value, path)
    verbs = [verb for verb in VERBS if verb in f]
    if len(verbs) != 1:
        raise Misfit(path, f"expected exactly one of {', '.join(VERBS)}")
    plain = Question(
        asks=Asks.READS,
        who=f.must("who", text),
        capacity=f.must("as", text),
        at=f.must("at", moment),
        meeting=f.may("in", or_null(text), None),
        purpose=f.may("purpose", or_null(text), None),
        loa=f.may("loa", number, 3),
        login_age=timedelta(minutes=f.may("login_age_minutes", _minutes, 0)),
        ledger_up=f.may("ledger", word("up", "down"), "up") == "up",
    )
    asked = _by_verb(verbs[0], f, plain, facts)
    f.end()
    return asked


def _minutes(value: object, path: str) -> int:
    found = number(value, path)
    if not 0 <= found <= 1_000_000:
        raise Misfit(path, "expected minutes from 0 to 1000000")
    return found


def _by_verb(verb: str, f: Fields, q: Question, facts: Facts) -> Question:
    """The question with what its verb asks about."""
    path = f"{f.path}.{verb}"
    if verb == "reads":
        return _with(q, Asks.READS, item=f.must(verb, text))
    if verb == "views":
        return _with(q, Asks.VIEWS, room=f.must(verb, text))
    if verb == "grants":
        return _with(q, Asks.GRANTS, consent=f.must(verb, text))
    asked = f.must(verb, mapping)
    if verb == "publishes":
        own = "FAMILY" if q.capacity in ("self", "guardian") else q.capacity
        return _with(q, Asks.PUBLISHES, draft_item=draft_item(asked, path, q.who, own))
    if verb == "hides":
        return _hides(Fields(asked, path), q)
    return _records(asked, path, q, facts)


def _hides(f: Fields, q: Question) -> Question:
    """A hiding; a ground that the law does not know is as good as none."""
    word = f.may("assessment", or_null(text), None)
    who, by = f.may("who", text, ""), f.may("by", text, q.who)
    ground = next((known for known in HidingGround if known == word), None)
    hiding = Hiding(who=who, ground=ground, by=by) if ground is not None else None
    found = _with(q, Asks.HIDES, item=f.must("item", text), draft_hiding=hiding)
    f.end()
    return found


def _records(asked: dict[str, object], path: str, q: Question, facts: Facts) -> Question:
    """A consent; or an act, known by its key `act`; or a prevention, known by its key `guardian`.

    An act names its consent in `consent`, and in `spoke` who spoke if somebody else; a prevention its room.
    """
    f = Fields(asked, path)
    if "act" in f:
        wanted, spoke = f.may("consent", text, ""), f.may("spoke", or_null(text), None)
        about = next((c for cs in facts.consents.values() for c in cs if c.id == wanted), None)
        language, interpreter = (about.language, about.interpreter) if about else ("sv", False)
        draft = act(f, language, interpreter, q.at)
        return _with(q, Asks.RECORDS_ACT, consent=wanted or None, draft_act=draft, spoke=spoke)
    if "guardian" in f:
        room, who = f.must("room", text), f.must("guardian", text)
        found = prevention(who, f, q.at, q.who)
        f.end()
        return _with(q, Asks.RECORDS_PREVENTION, room=room, draft_prevention=found)
    return _with(q, Asks.RECORDS_CONSENT, draft_consent=consent("", asked, path, q.at))


def _with(q: Question, asks: Asks, **changes: object) -> Question:
    return replace(q, asks=asks, **changes)  # type: ignore[arg-type]
