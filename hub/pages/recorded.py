"""What the forms share on which staff write down what others said: who said it, who wrote it, and where next."""

from litestar.response import Redirect, Template

from consent.words import BOARD
from hub.desk import Outcome
from hub.ids import id_for, is_id, new_id
from hub.login.caller import Caller
from hub.pages.forms import Form
from hub.pages.parts import AnyRequest, after, belongs, caller_of
from hub.wording import words
from hub.wording.mending import mend
from policies.answer import Answer
from policies.told import Audience

MOST_SAID = 2_000


def person(sent: Form, name: str, *, required: bool = True) -> str:
    """The id of a person, or the board's name; a name that somebody typed is nobody's id and a fault."""
    found = sent.text(name, most=60, required=required)
    if found and found != BOARD and not is_id(found):
        sent.fault(name, words.choose_something())
    return found


def recorder_of(sent: Form, caller: Caller) -> str | None:
    """Who records, as the form says; the caller where it does not say, nobody where it leaves it empty.

    Others may have logged in at the same screen since the form was opened.
    """
    return person(sent, "av", required=False) or (None if "av" in sent.fields else caller.who)


def note_of(sent: Form, *said: str) -> str:
    """The number of a note: the page's and what was said, so that it is written once however often it is sent."""
    return id_for(sent.identifier("anteckning") if "anteckning" in sent.fields else new_id(), *said)


def after_recording(request: AnyRequest, outcome: Outcome, room: str) -> Redirect | Template:
    """On a no: its sentence, and which field was at fault, for those who belong to the room."""
    refused: Answer = outcome.answer
    if not refused.allowed and refused.where and belongs(caller_of(request), outcome.seen.facts):
        sent = Form({})
        sent.fault(refused.where, mend(refused.reason, refused.where))
        sent.done()
    return after(request, outcome, f"/rum/{room}", Audience.READER)
