"""The text that the family writes its view on: read through the gate, like anywhere else."""

from consent.errors import LedgerClosed
from hub.deciding import AS_SUGGESTED
from hub.house import House
from hub.ids import is_id
from hub.let_out import Reading
from hub.login.caller import Caller
from hub.pages.forms import Form
from hub.pages.parts import NOBODY
from policies.answer import Reason


async def viewed(house: House, caller: Caller, room: str, item: str | None) -> Reading | None:
    """What came of opening the text; None where the form is on none.

    Only the family writes a view, on a text of the same room that they may read: any other does not exist here.
    """
    if item is None:
        return None
    if caller.staff or not is_id(item) or await house.facts.room_of(item) != room:
        item = NOBODY
    return await house.gate.open_item(item, by=caller, capacity=AS_SUGGESTED)


def lost(view: Reading | None) -> bool:
    """Whether the text can't be read, whatever the reason; raises `LedgerClosed` where that isn't known."""
    if view is None or view.item is not None:
        return False
    if view.answer.reason is Reason.LOG_FAILURE:
        raise LedgerClosed
    return True


def begun(view: Reading | None) -> Form:
    """The form as it is shown first: a view is about what its text is about, and about the same people."""
    if view is None or view.item is None:
        return Form({})
    return Form(
        {"svar": [view.item.id], "kategori": sorted(view.item.categories), "om": sorted(view.item.subjects)}
    )
