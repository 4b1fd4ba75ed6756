"""Whether the one who wants a token is the hub: by a signed assertion (RFC 7523) or the shared secret."""

import base64
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from urllib.parse import quote

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import import_key

from hub.login.oidc import ASSERTION
from hub.settings import Settings

LONGEST = timedelta(minutes=5)


class ClientCheck:
    """Knows one client. An assertion is good once."""

    def __init__(self, settings: Settings, token_endpoint: str) -> None:
        self._id = settings.oidc_client_id
        self._secret = settings.oidc_client_secret
        self._key = import_key(settings.oidc_client_key) if settings.oidc_client_key else None  # type: ignore[arg-type]
        self._endpoint = token_endpoint
        self._used: dict[str, datetime] = {}

    def passes(self, form: Mapping[str, str], authorization: str, *, at: datetime) -> bool:
        """Whether this token request is the client's own."""
        if self._key is None:
            return self._knows_secret(authorization)
        if form.get("client_assertion_type") != ASSERTION:
            return False
        return self._signed(form.get("client_assertion", ""), at)

    def _knows_secret(self, authorization: str) -> bool:
        pair = f"{quote(self._id, safe='')}:{quote(self._secret or '', safe='')}"
        plain = f"{self._id}:{self._secret}"
        expected = [f"Basic {base64.b64encode(text.encode()).decode()}" for text in (pair, plain)]
        return self._secret is not None and any(
            hmac.compare_digest(authorization.encode(), text.encode()) for text in expected
        )

    def _signed(self, assertion: str, at: datetime) -> bool:
        assert self._key is not None
        try:
            claims = jwt.decode(assertion, self._key, algorithms=["ES256", "EdDSA"]).claims
        except (JoseError, ValueError, KeyError, TypeError):
            return False
        me = claims.get("iss") == claims.get("sub") == self._id and claims.get("aud") == self._endpoint
        until, jti = claims.get("exp"), claims.get("jti")
        if not me or not isinstance(until, int) or not isinstance(jti, str):
            return False
        now = int(at.timestamp())
        return now < until <= now + LONGEST.total_seconds() and self._first_use(jti, at)

    def _first_use(self, jti: str, at: datetime) -> bool:
        self._used = {used: when for used, when in self._used.items() if at < when + LONGEST}
        first = jti not in self._used
        self._used[jti] = at
        return first
