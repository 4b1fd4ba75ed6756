"""Who is asking, as the session says: the person, the assignment chosen, and how sure the login was."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """One logged-in person in one session.

    `who` is the person's id. `assignment` and `unit` are the staff assignment that was chosen, or None for
    somebody who is here as family. `role` is the assignment's role, such as `kurator` or `granskare`.
    `in_force` is False where that assignment is over: then the gate says no to everything.
    `loa` is 1 to 4, `login_at` the moment of the person's own e-ID login (UTC). `asked_at` is the moment of the
    database's clock at which the session was found to stand for this request, None outside of one.
    """

    session: str
    who: str
    loa: int
    login_at: datetime
    assignment: str | None = None
    unit: str | None = None
    role: str | None = None
    in_force: bool = True
    asked_at: datetime | None = None

    @property
    def guard(self) -> dict[str, int]:
        """The version that the session has while it stands: its start moved it to 1, its end to 2."""
        return {f"session:{self.session}": 1}

    @property
    def staff(self) -> bool:
        """Whether the session stands on an assignment."""
        return self.assignment is not None

    def login_age(self, at: datetime) -> timedelta:
        """The time since the person's own login, never negative."""
        return max(at - self.login_at, timedelta(0))
