"""The demo identity provider: a small real OpenID provider of made-up people. Never in production."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey

from consent.errors import SamrumError
from hub.demo.identity.client_check import ClientCheck
from hub.demo.identity.codes import Codes, Grant
from hub.demo.identity.people import DemoPerson
from hub.login.claims import COORDINATION, COORDINATION_LEVEL, LEVELS, NUMBER
from hub.settings import Settings
from hub.settings_production import DEMO_ID, DEMO_PROVIDER
from hub.settings_values import Mode

ALGORITHM = "ES256"
TOKEN_LASTS = timedelta(minutes=5)
_ACR = {level: acr for acr, level in LEVELS.items()}


class DemoInProduction(SamrumError):
    """Somebody tried to start the demo identity provider where people are real."""


@dataclass(frozen=True, slots=True)
class DemoProvider:
    """The provider's state. The signing key is made at the start and never leaves the process."""

    settings: Settings
    people: Sequence[DemoPerson]
    codes: Codes = field(default_factory=Codes)
    key: ECKey = field(
        repr=False,
        default_factory=lambda: ECKey.generate_key(
            "P-256", {"kid": DEMO_ID + secrets.token_hex(8)}, private=True
        ),
    )
    client: ClientCheck = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if self.settings.mode is Mode.PRODUCTION:
            raise DemoInProduction("The demo identity provider lets anybody be anybody.")
        object.__setattr__(self, "client", ClientCheck(self.settings, self.at("/token")))

    @property
    def issuer(self) -> str:
        """The provider's own name: where it is mounted."""
        return self.settings.public_url + DEMO_PROVIDER

    def at(self, path: str) -> str:
        """The address of one of its endpoints."""
        return self.issuer + path

    def metadata(self) -> dict[str, Any]:
        """What OpenID Connect Discovery 1.0 section 3 asks for."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": self.at("/authorize"),
            "token_endpoint": self.at("/token"),
            "jwks_uri": self.at("/jwks"),
            "response_types_supported": ["code"],
            "grant_types_supported": ["authorization_code"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": [ALGORITHM],
            "token_endpoint_auth_methods_supported": ["private_key_jwt", "client_secret_basic"],
            "token_endpoint_auth_signing_alg_values_supported": ["ES256", "EdDSA"],
            "code_challenge_methods_supported": ["S256"],
            "scopes_supported": ["openid", "https://id.oidc.se/scope/naturalPersonNumber"],
            "acr_values_supported": [*LEVELS],
            "authorization_response_iss_parameter_supported": True,
        }

    def id_token(self, grant: Grant, *, at: datetime) -> str:
        """A signed ID token for a used code."""
        now = int(at.timestamp())
        claims = {
            "iss": self.issuer,
            "sub": hashlib.sha256(f"{self.key.kid}:{grant.person.number}".encode()).hexdigest(),
            "aud": self.settings.oidc_client_id,
            "iat": now,
            "exp": now + int(TOKEN_LASTS.total_seconds()),
            "auth_time": int(grant.at.timestamp()),
            "nonce": grant.nonce,
            "acr": _ACR[grant.loa],
            "name": grant.person.name,
            **number_claims(grant.person),
        }
        header = {"alg": ALGORITHM, "kid": self.key.kid}
        return jwt.encode(header, claims, self.key, algorithms=[ALGORITHM])


def number_claims(person: DemoPerson) -> dict[str, str]:
    """The identity number as the Swedish claims specification has it."""
    if person.coordination:
        return {COORDINATION: person.number, COORDINATION_LEVEL: person.coordination_level}
    return {NUMBER: person.number}
