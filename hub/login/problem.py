"""Why a login did not work. None of these says more than the person needs to start again."""

from enum import StrEnum

from consent.errors import SamrumError


class Why(StrEnum):
    """The kinds of failed login, each with its own sentence on the page."""

    STATE = "state"
    """The answer does not belong to a login that this browser has under way, or has been used already."""
    STALE = "stale"
    """The login took too long."""
    DENIED = "denied"
    """The identity provider, or the person there, said no."""
    UNREACHABLE = "unreachable"
    """The identity provider can't be reached or answers nonsense."""
    TOKEN = "token"  # noqa: S105
    """What the identity provider says of the person does not hold."""
    LEVEL = "level"
    """The login was of a kind that is not known here, so nothing is known of how sure it is."""
    STRANGER = "stranger"
    """The person is not registered here."""
    CLOSED = "closed"
    """The login can't be written down, so it does not happen."""


class LoginRefused(SamrumError):
    """A login failed. `detail` is for the security log: a code or the name of a claim, never a value."""

    def __init__(self, why: Why, detail: str) -> None:
        super().__init__(f"{why}: {detail}")
        self.why = why
        self.detail = detail
