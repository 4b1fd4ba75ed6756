"""The two cookies of a login, as strict as can be: `__Host-` demands Secure, Path=/ and no Domain."""

from litestar.datastructures import Cookie

from hub.login import attempt, session


def session_cookie(value: str) -> Cookie:
    """The session's cookie, which goes with the browser window."""
    return _cookie(session.COOKIE, value, None)


def no_session_cookie() -> Cookie:
    """Takes the session's cookie out of the browser."""
    return _cookie(session.COOKIE, "", 0)


def login_cookie(value: str) -> Cookie:
    """The cookie that binds logins under way to this browser."""
    return _cookie(attempt.COOKIE, value, int(attempt.LASTS.total_seconds()))


def _cookie(key: str, value: str, max_age: int | None) -> Cookie:
    return Cookie(key=key, value=value, path="/", max_age=max_age, secure=True, httponly=True, samesite="lax")
