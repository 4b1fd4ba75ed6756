"""The question of a consent as its form has it, and everything that is wrong with it, told at once."""

from datetime import datetime

from consent.record import Consent
from hub.asking import MOST
from hub.pages.forms import Form
from hub.wording import mending
from hub.wording.lix import lix
from hub.wording.text import HARMFUL
from policies.answer import Answer, Reason
from policies.times import NEVER, within_a_year

FIELDS = {
    "from_units": "fran",
    "to_units": "till",
    "categories": "kategori",
    "subject": "om",
    "starts": "borjar",
    "ends": "slutar",
    "purpose": "andamal",
    "window": "slutar",
    "motive": "anledning",
}
"""Where on the form a fault of the policies belongs."""


HEAVY, ENOUGH = 50, 20
"""The LIX above which a text is hard to read (Björnsson), and the words that it takes to tell (språklagen 11 §)."""


def read(form: Form, number: str, room: str, purpose: str) -> Consent:
    """The consent that is asked for. `purpose` is the room's, for a form that names none."""
    return Consent(
        id=number,
        room=room,
        subject=form.text("om", most=60, required=False),
        purpose=form.text("andamal", most=60, required=False) if "andamal" in form.fields else purpose,
        from_units=form.any_codes("fran"),
        to_units=form.any_codes("till"),
        categories=form.any_codes("kategori"),
        starts=form.day("borjar"),
        ends=_end(form),
        meeting=form.text("mote", most=60, required=False) or None,
        language=form.language("sprak"),
        interpreter=bool(form.choice("tolk", ("ja",), required=False)),
    )


def why(form: Form) -> str:
    """Why it is asked for, on one line that a family can read; that there is none is the policies' to refuse.

    One line, so that nothing in it looks like a part of the page; and it tells no place, since whoever is asked can
    be somebody who may not know it.
    """
    text = " ".join(form.text("anledning", most=MOST, required=False).split())
    if HARMFUL.search(text):
        form.fault("anledning", mending.unseen())
    if form.choice("utan_plats", ("ja",), required=False) != "ja" and form.right("utan_plats"):
        form.fault("utan_plats", mending.tells_a_place())
    if not any(letter.isalpha() and letter.isprintable() for letter in text):
        return ""
    heavy = lix(text)
    if heavy > HEAVY and len(text.split()) >= ENOUGH:
        form.fault("anledning", mending.heavy(round(heavy)))
    return text


def _end(form: Form) -> datetime:
    """The end; without one the question is too general, which is the policies' to say."""
    return form.day("slutar") if any(form.fields.get("slutar", [])) else NEVER


def is_whole(form: Form, consent: Consent, said: str) -> bool:
    """Whether everything is there; what is not is the policies' to refuse, so that it is written down."""
    return not (form.faults or not said or _lacking(consent) or _wrong_end(form, consent))


def note_all(form: Form, consent: Consent, said: str, now: datetime, answer: Answer | None = None) -> None:
    """Note everything that is wrong, one fault a field; `answer` is the policies' no, which names one field."""
    found = [(where, mending.mend(reason, where)) for reason, where in _lacking(consent)]
    if not said:
        found.append(("motive", mending.mend(Reason.INCOMPLETE, "motive")))
    end = _wrong_end(form, consent)
    if end:
        found.append(("ends", end))
    if answer is not None:
        found.append((answer.where, mending.mend(answer.reason, answer.where)))
    for where, what in found:
        field = FIELDS.get(where, "")
        if not field or form.right(field):
            form.fault(field, what)
    note_past(form, consent, now)


def note_past(form: Form, consent: Consent, now: datetime) -> None:
    """Note days that have been: nobody is asked for a consent that is over, or that has begun already."""
    form.not_before("borjar", consent.starts, now)
    if form.right("slutar") and consent.ends <= now:
        form.fault("slutar", mending.is_over())


def _lacking(consent: Consent) -> list[tuple[Reason, str]]:
    """What is not ticked: the reason that the policies have for it, and the fact."""
    chosen = {
        "from_units": consent.from_units,
        "to_units": consent.to_units,
        "categories": consent.categories,
    }
    empty = [(Reason.TOO_GENERAL, where) for where, what in chosen.items() if not what]
    return empty if consent.subject else [(Reason.INCOMPLETE, "subject"), *empty]


def _wrong_end(form: Form, consent: Consent) -> str:
    """What is wrong with the end, as far as the days could be read."""
    if consent.ends == NEVER:
        return mending.no_end()
    if not (form.right("borjar") and form.right("slutar")):
        return ""
    if consent.ends <= consent.starts:
        return mending.ends_too_soon()
    return "" if within_a_year(consent.starts, consent.ends) else mending.ends_too_late()
