"""The nouns that every package shares, as closed lists: a word that is not here does not exist."""

from enum import StrEnum


class ActKind(StrEnum):
    """What a person did about a consent."""

    GRANT = "grant"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"


GRANT, REFUSE, WITHDRAW = ActKind
"""The kinds by their own names: in Python 3.11 a member read through its class costs ten times as much."""


class Capacity(StrEnum):
    """In what capacity somebody acts or asks; `guardian` and `god_man` are the register's own words."""

    SELF = "self"
    GUARDIAN = "guardian"
    GOD_MAN = "god_man"
    BOARD = "board"


SELF, GUARDIAN, GOD_MAN, AS_BOARD = Capacity
"""The capacities by their own names; `BOARD` below is who acts, this in what capacity."""


class How(StrEnum):
    """How an act was made: with e-ID by the person, or recorded by staff as spoken or on paper."""

    EID = "eid"
    ORAL = "oral"
    PAPER = "paper"


EID, ORAL, PAPER = How
"""The ways by their own names."""


class Outcome(StrEnum):
    """What an assessment of a child's maturity (mognadsbedömning) came to."""

    NOT_MATURE = "not_mature"
    MATURE = "mature"
    DECIDES_ALONE = "decides_alone"


class MeetingState(StrEnum):
    """A sitting is planned, then open, then closed; closed is final."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


class HidingGround(StrEnum):
    """The assessments that may hide an item from a guardian or the child (OSL 12:3, 25:6)."""

    BETYDANDE_MEN = "betydande_men"
    CHILD_DECIDES = "child_decides"
    CHILD_25_6 = "child_25_6"


FAMILY = "FAMILY"
"""The unit of everything that the family itself publishes; nobody has an assignment there."""

BOARD = "board"
"""The name by which socialnämnden acts for a child under a care order (LVU)."""

GUARDIANS = "guardians"
"""In a hiding: all guardians and god män of the child."""

CATEGORIES: tuple[str, ...] = (
    "franvaro",
    "larande",
    "maende",
    "diagnos",
    "insatser",
    "familj",
    "missbruk",
    "drogtest",
    "brott",
    "kontakt",
)
"""The fixed vocabulary of what a text is about, in the order in which it is shown."""
