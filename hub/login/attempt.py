"""A login under way: remembered on the server, bound to one browser, used once, for ten minutes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hub.login.problem import LoginRefused, Why
from hub.login.session import hashed
from hub.login.tables import LoginRow

COOKIE = "__Host-samrum-login"
LASTS = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What must come back, or go along, when the login is finished. `back` is a path of ours."""

    nonce: str
    verifier: str
    back: str
    created: datetime


async def remember(attempt: Attempt, *, state: str, browser: str) -> None:
    """Keep `attempt` until its answer comes; those whose time is out are forgotten on the way."""
    await LoginRow.delete().where(LoginRow.created < attempt.created - 2 * LASTS).run()
    await LoginRow.insert(
        LoginRow(
            id=hashed(state),
            browser=hashed(browser),
            nonce=attempt.nonce,
            verifier=attempt.verifier,
            back=attempt.back,
            created=attempt.created,
        )
    ).run()


async def take(*, state: str, browser: str, at: datetime) -> Attempt:
    """The attempt that this state belongs to, for the one and only time. Raises LoginRefused.

    Another browser's attempt is left alone, so that nobody can spoil a login by guessing.
    """
    rows = (
        await LoginRow.delete()
        .where((LoginRow.id == hashed(state)) & (LoginRow.browser == hashed(browser)))
        .returning(LoginRow.nonce, LoginRow.verifier, LoginRow.back, LoginRow.created)
        .run()
    )
    if not rows:
        raise LoginRefused(Why.STATE, "no such attempt")
    attempt = Attempt(**rows[0])
    if at >= attempt.created + LASTS:
        raise LoginRefused(Why.STALE, "attempt too old")
    return attempt
