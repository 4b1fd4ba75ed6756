"""When a database may not be used, the start stops and says what to do."""

from consent.errors import SamrumError


class DatabaseRefused(SamrumError):
    """The database is not one that a promise can stand on. The message is advice."""
