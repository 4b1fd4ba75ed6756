"""Authorization codes: each is good once, for a minute, for the request it was made for (RFC 6749 4.1.2)."""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from hub.demo.identity.people import DemoPerson

LASTS = timedelta(seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What a code stands for."""

    person: DemoPerson
    loa: int
    nonce: str
    challenge: str
    redirect_uri: str
    at: datetime


class Codes:
    """The codes that have been given out and not used. In memory: the demo is one process."""

    def __init__(self) -> None:
        self._grants: dict[str, Grant] = {}

    def give(self, grant: Grant) -> str:
        """A code for this grant; codes that are too old are forgotten on the way."""
        self._grants = {code: g for code, g in self._grants.items() if grant.at < g.at + LASTS}
        code = secrets.token_urlsafe(32)
        self._grants[code] = grant
        return code

    def use(self, code: str, *, verifier: str, redirect_uri: str, at: datetime) -> Grant | None:
        """The grant of this code, or None. A code is spent by being tried, also wrongly."""
        grant = self._grants.pop(code, None)
        if grant is None or at >= grant.at + LASTS or redirect_uri != grant.redirect_uri:
            return None
        return grant if hmac.compare_digest(challenge_of(verifier), grant.challenge) else None


def challenge_of(verifier: str) -> str:
    """The S256 code challenge of a verifier (RFC 7636 section 4.2)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
