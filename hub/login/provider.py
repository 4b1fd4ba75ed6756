"""What we know of the identity provider: its addresses and its keys, fetched and checked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol
from urllib.parse import urlsplit

import httpx2
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from hub.login.problem import LoginRefused, Why

KEPT = timedelta(minutes=10)
"""How long the provider's addresses are believed without asking again."""


class Fetch(Protocol):
    """Fetches a JSON object from an address."""

    async def __call__(self, url: str) -> dict[str, Any]:
        """Raises LoginRefused where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """Where the provider answers, by OpenID Connect Discovery 1.0 section 3."""

    issuer: str
    authorize: str
    token: str
    keys_at: str
    says_iss: bool
    fetched: datetime


class ProviderBook:
    """Asks the provider, and remembers for a while."""

    def __init__(self, issuer: str, fetch: Fetch) -> None:
        self._issuer = issuer
        self._fetch = fetch
        self._provider: Provider | None = None
        self._keys: tuple[datetime, KeySet] | None = None

    async def provider(self, *, at: datetime) -> Provider:
        """The provider's addresses. Raises LoginRefused where they can't be had or don't hold."""
        if self._provider is None or at >= self._provider.fetched + KEPT:
            metadata = await self._fetch(f"{self._issuer}/.well-known/openid-configuration")
            self._provider = _read(metadata, self._issuer, at)
        return self._provider

    async def keys(self, *, kid: str | None, at: datetime) -> KeySet:
        """The provider's keys; fetched again when old, or at most once a minute for an unknown key id."""
        if self._keys is not None:
            fetched, keys = self._keys
            known = kid is None or any(key.kid == kid for key in keys)
            if at < fetched + (KEPT if known else timedelta(minutes=1)):
                return keys
        document = await self._fetch((await self.provider(at=at)).keys_at)
        try:
            keys = KeySet.import_key_set(document)  # type: ignore[arg-type]
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise LoginRefused(Why.UNREACHABLE, "keys can't be read") from error
        self._keys = (at, keys)
        return keys


def _read(metadata: dict[str, Any], issuer: str, at: datetime) -> Provider:
    if metadata.get("issuer") != issuer:
        raise LoginRefused(Why.UNREACHABLE, "metadata of another issuer")
    scheme = urlsplit(issuer).scheme
    places = [metadata.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
    if not all(isinstance(place, str) and urlsplit(place).scheme == scheme for place in places):
        raise LoginRefused(Why.UNREACHABLE, "metadata lacks an address, or has one of another scheme")
    authorize, token, keys_at = map(str, places)
    return Provider(
        issuer=issuer,
        authorize=authorize,
        token=token,
        keys_at=keys_at,
        says_iss=metadata.get("authorization_response_iss_parameter_supported") is True,
        fetched=at,
    )


async def fetch_json(client: httpx2.AsyncClient, url: str) -> dict[str, Any]:
    """A JSON object from `url`. Raises LoginRefused where there is none."""
    try:
        response = await client.get(url, headers={"accept": "application/json"})
        response.raise_for_status()
        document = response.json()
    except (httpx2.HTTPError, ValueError) as error:
        raise LoginRefused(Why.UNREACHABLE, type(error).__name__) from error
    if not isinstance(document, dict):
        raise LoginRefused(Why.UNREACHABLE, "no JSON object")
    return document
