"""The steps that a room's story is told in, as the data has them; keys stand for ids that the loader makes.

In every step `by` is the key of the person who does it and `as_` (`as` in the file) the assignment's unit
(staff) or the capacity (family): `guardian`, `god_man`, `self`, `board`.
"""

import msgspec


class Step(
    msgspec.Struct,
    tag_field="do",
    rename={"as_": "as"},
    forbid_unknown_fields=True,
    kw_only=True,
    frozen=True,
):
    """Somebody does something."""

    by: str
    as_: str


class OpenRoom(Step, tag="open_room", frozen=True):
    """Whoever opens the room takes part in it under that assignment and leads its meetings; `forum` is its template."""

    forum: str = ""


class Invite(Step, tag="invite", frozen=True, kw_only=True):
    """A staff member becomes a participant under an assignment in a unit."""

    who: str
    unit: str


class Ask(Step, tag="ask", frozen=True, kw_only=True):
    """A subject is asked for a consent of so many months from now (at most 12), and told why."""

    consent: str
    subject: str
    from_units: tuple[str, ...]
    to_units: tuple[str, ...]
    categories: tuple[str, ...]
    months: int
    why: str
    meeting: str | None = None
    interpreter: bool = False


class Answer(Step, frozen=True, kw_only=True):
    """An act about a consent; recorded by staff where it was oral or on paper, with what was said."""

    consent: str
    how: str = "eid"
    recorded_by: str | None = None
    recorded_as: str | None = None
    said: str | None = None


class Grant(Answer, tag="grant", frozen=True):
    """A yes."""


class Refuse(Answer, tag="refuse", frozen=True):
    """A no."""


class Withdraw(Answer, tag="withdraw", frozen=True, kw_only=True):
    """A yes taken back, in part where units or categories are named."""

    units: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


class Publish(Step, tag="publish", frozen=True, kw_only=True):
    """A text becomes an item; family members publish as the unit `FAMILY`. Plan rows are items too."""

    item: str
    categories: tuple[str, ...]
    subjects: tuple[str, ...]
    released_to: tuple[str, ...]
    title: str
    text: str
    place: str = ""
    place_free: bool = False


class Assess(Step, tag="assess", frozen=True, kw_only=True):
    """A child's maturity is assessed in these categories."""

    child: str
    matter: tuple[str, ...]
    outcome: str
    words: str


class PlanMeeting(Step, tag="plan_meeting", frozen=True, kw_only=True):
    """A sitting is planned, so many days from now."""

    meeting: str
    in_days: int


class OpenMeeting(Step, tag="open_meeting", frozen=True, kw_only=True):
    """The sitting begins."""

    meeting: str


class CloseMeeting(Step, tag="close_meeting", frozen=True, kw_only=True):
    """The sitting ends, for good: with another one planned, or with the code of why there is none."""

    meeting: str
    ending: str = ""


AnyStep = (
    OpenRoom
    | Invite
    | Ask
    | Grant
    | Refuse
    | Withdraw
    | Publish
    | Assess
    | PlanMeeting
    | OpenMeeting
    | CloseMeeting
)
