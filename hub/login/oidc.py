"""The client of the identity provider: code flow with PKCE, state and nonce (OIDC Core 1.0, RFC 7636).

Authlib speaks with the provider; what comes back is checked here, by the clock handed in.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx2
from authlib.integrations.base_client import OAuthError  # type: ignore[import-untyped]
from authlib.integrations.httpx_client import AsyncOAuth2Client  # type: ignore[import-untyped]
from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import import_key

from hub.login.attempt import Attempt
from hub.login.claims import Expected, Identity, identity
from hub.login.problem import LoginRefused, Why
from hub.login.provider import ProviderBook, fetch_json
from hub.login.session import new_secret
from hub.settings import Settings

ALGORITHMS = ("ES256", "PS256", "RS256", "EdDSA", "Ed25519")
"""Signatures that we believe. Never `none`, never a shared secret, whatever the provider's metadata says."""

CALLBACK = "/logga-in/svar"
SCOPES = "openid https://id.oidc.se/scope/naturalPersonNumber"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ASSERTION_LASTS = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back with the browser; each None where it was missing."""

    code: str | None
    iss: str | None
    error: str | None


class OidcClient:
    """Logs people in at one provider. `transport` replaces the network for a provider in this process."""

    def __init__(self, settings: Settings, *, transport: httpx2.AsyncBaseTransport | None = None) -> None:
        self._settings = settings
        self._transport = transport
        self._book = ProviderBook(settings.oidc_issuer, self._fetch)

    @property
    def redirect_uri(self) -> str:
        """Where the provider sends the browser back: this address exactly."""
        return self._settings.public_url + CALLBACK

    async def start(self, *, back: str, at: datetime) -> tuple[str, str, Attempt]:
        """The address to send the browser to, the state, and what to remember until it comes back."""
        provider = await self._book.provider(at=at)
        attempt = Attempt(nonce=new_secret(), verifier=new_secret(), back=back, created=at)
        async with self._client() as client:
            url, state = client.create_authorization_url(
                provider.authorize,
                state=new_secret(),
                nonce=attempt.nonce,
                code_verifier=attempt.verifier,
                prompt="login",
                max_age=0,
            )
        return url, state, attempt

    async def finish(self, answer: Answer, attempt: Attempt, *, at: datetime) -> Identity:
        """Who logged in. Raises LoginRefused."""
        provider = await self._book.provider(at=at)
        if answer.iss != provider.issuer and (answer.iss is not None or provider.says_iss):
            raise LoginRefused(Why.TOKEN, "wrong iss in the answer (RFC 9207)")
        if answer.error is not None or not answer.code:
            raise LoginRefused(Why.DENIED, "the provider said no")
        token = await self._fetch_token(provider.token, answer.code, attempt.verifier, at)
        claims = await self._verified(token.get("id_token"), at)
        expected = Expected(
            issuer=provider.issuer,
            client_id=self._settings.oidc_client_id,
            nonce=attempt.nonce,
            asked_at=attempt.created,
            at=at,
        )
        return identity(claims, expected)

    async def _fetch_token(self, url: str, code: str, verifier: str, at: datetime) -> dict[str, Any]:
        try:
            async with self._client() as client:
                token = await client.fetch_token(
                    url,
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=verifier,
                    **self._assertion(url, at),
                )
        except OAuthError as error:
            raise LoginRefused(Why.DENIED, "the provider gave no token") from error
        except (httpx2.HTTPError, ValueError, KeyError) as error:
            raise LoginRefused(Why.UNREACHABLE, type(error).__name__) from error
        return dict(token)

    async def _verified(self, token: Any, at: datetime) -> dict[str, Any]:
        """The claims of an ID token with a good signature."""
        if not isinstance(token, str) or len(token) > 20_000:
            raise LoginRefused(Why.TOKEN, "no ID token")
        try:
            kid = jws.extract_compact(token.encode()).headers().get("kid")
            keys = await self._book.keys(kid=kid, at=at)
            return dict(jwt.decode(token, keys, algorithms=list(ALGORITHMS)).claims)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise LoginRefused(Why.TOKEN, f"signature: {type(error).__name__}") from error

    def _assertion(self, url: str, at: datetime) -> dict[str, str]:
        """We sign that we are who we are (RFC 7523 section 3), unless we only share a secret."""
        jwk = self._settings.oidc_client_key
        if jwk is None:
            return {}
        key = import_key(jwk)  # type: ignore[arg-type]
        header = {"alg": "ES256" if jwk["kty"] == "EC" else "EdDSA", "kid": jwk["kid"]}
        me, now = self._settings.oidc_client_id, int(at.timestamp())
        until = int((at + ASSERTION_LASTS).timestamp())
        claims = {"iss": me, "sub": me, "aud": url, "iat": now, "exp": until, "jti": new_secret()}
        signed = jwt.encode(header, claims, key, algorithms=[header["alg"]])
        return {"client_assertion_type": ASSERTION, "client_assertion": signed}

    def _client(self) -> AsyncOAuth2Client:
        secret = self._settings.oidc_client_secret
        return AsyncOAuth2Client(
            client_id=self._settings.oidc_client_id,
            client_secret=secret,
            token_endpoint_auth_method="client_secret_basic" if secret else "none",
            scope=SCOPES,
            redirect_uri=self.redirect_uri,
            code_challenge_method="S256",
            transport=self._transport,
            timeout=10,
            follow_redirects=False,
        )

    async def _fetch(self, url: str) -> dict[str, Any]:
        async with httpx2.AsyncClient(transport=self._transport, timeout=10) as client:
            return await fetch_json(client, url)
