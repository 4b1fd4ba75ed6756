"""What the server remembers of a browser: sessions, and logins under way. Secrets stand as hashes only."""

from piccolo.columns import Boolean, Integer, Text, Timestamptz
from piccolo.table import Table


class SessionRow(Table, tablename="session"):
    """One browser in which somebody is logged in.

    `id` is the SHA-256 (hex) of the cookie, `scope` a separate random id under which the session's version
    stands. `assignment` is None for somebody who is here as family; until `chosen` nobody acts at all.
    """

    id = Text(primary_key=True)
    scope = Text(unique=True)
    who = Text(index=True)
    loa = Integer()
    login_at = Timestamptz(default=None)
    created = Timestamptz(default=None)
    seen = Timestamptz(default=None, index=True)
    chosen = Boolean(default=False)
    assignment = Text(null=True, default=None)


class LoginRow(Table, tablename="login_attempt"):
    """A login under way: what must come back from the identity provider, to which browser, and once.

    `id` is the SHA-256 (hex) of the state, `browser` that of the browser's own login cookie. `back` is the
    path in this hub where the person was going.
    """

    id = Text(primary_key=True)
    browser = Text()
    nonce = Text()
    verifier = Text()
    back = Text(default="/")
    created = Timestamptz(default=None, index=True)


TABLES: tuple[type[Table], ...] = (SessionRow, LoginRow)
