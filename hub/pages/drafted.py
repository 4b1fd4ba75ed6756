"""What a form that publishes a text says: the draft, by whom, and what it lacks."""

from consent.words import FAMILY, Capacity
from hub.login.caller import Caller
from hub.pages.forms import Form
from hub.story.publishing import Draft
from hub.story.words import MOST_PLACE, MOST_TEXT, MOST_TITLE, Words
from hub.wording import mending
from policies.answer import Reason
from policies.facts import Item

FIELDS = {
    "categories": "kategori",
    "subjects": "om",
    "released_to": "till",
    "family_readers": "familj",
    "register": "register",
}


def note_lacking(form: Form) -> None:
    """Note whatever is not ticked, where something else is wrong: alone it is the policies' to refuse."""
    for where in ("categories", "subjects", "released_to"):
        field = FIELDS[where]
        chosen = any(form.fields.get(field, [])) or (
            where == "released_to" and any(form.fields.get("familj", []))
        )
        if not chosen and form.right(field):
            form.fault(field, mending.mend(Reason.INCOMPLETE, where))


def draft_in(form: Form, room: str, number: str, caller: Caller) -> Draft:
    """The text that the form would publish; its faults are noted in the form."""
    unit = form.choice("enhet", [*form.any_codes("enhet")], required=False) or caller.unit or FAMILY
    item = Item(
        id=number,
        room=room,
        unit=FAMILY if unit in (Capacity.SELF, Capacity.GUARDIAN) else unit,
        by=author_in(form, caller),
        categories=form.any_codes("kategori"),
        subjects=form.any_codes("om"),
        released_to=form.any_codes("till"),
        place_free=bool(form.choice("utan_plats", ("ja",), required=False)),
        family_readers=form.any_codes("familj"),
        register=min(form.any_codes("register"), default=None),
    )
    title = form.text("rubrik", most=MOST_TITLE)
    text = form.text("text", most=MOST_TEXT)
    return Draft(
        item=item,
        words=Words(title=title, text=text, place=form.text("plats", most=MOST_PLACE, required=False)),
        view_on=form.identifier("svar") if any(form.fields.get("svar", [])) else None,
        question_of=form.identifier("mote") if any(form.fields.get("mote", [])) else None,
    )


def author_in(form: Form, caller: Caller) -> str:
    """Who writes, as the form has it: others may have logged in at this screen since it was opened."""
    return form.identifier("av") if "av" in form.fields else caller.who
