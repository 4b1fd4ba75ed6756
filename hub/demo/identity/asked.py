"""An authorization request, read strictly (OpenID Connect Core 1.0 section 3.1.2, RFC 7636)."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from hub.login.oidc import CALLBACK
from hub.settings import Settings


class BadClient(Exception):
    """The request names another client or another address: the browser must not be sent anywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the hub asks for. The fields have the protocol's names."""

    client_id: str
    redirect_uri: str
    response_type: str
    scope: str
    state: str
    nonce: str
    code_challenge: str
    code_challenge_method: str

    @classmethod
    def read(cls, params: Mapping[str, object], settings: Settings) -> "Asked":
        """The request in these parameters. Raises BadClient."""
        given = {name: params.get(name) for name in cls.__dataclass_fields__}
        asked = cls(**{name: value if isinstance(value, str) else "" for name, value in given.items()})
        own = (settings.oidc_client_id, settings.public_url + CALLBACK)
        if (asked.client_id, asked.redirect_uri) != own or max(map(len, asdict(asked).values())) > 500:
            raise BadClient("unknown client or address")
        return asked

    @property
    def sound(self) -> bool:
        """Whether it is a code flow with everything that makes it safe."""
        return (
            self.response_type == "code"
            and "openid" in self.scope.split()
            and bool(self.state and self.nonce)
            and self.code_challenge_method == "S256"
            and re.fullmatch(r"[A-Za-z0-9_-]{43}", self.code_challenge) is not None
        )

    def back(self, issuer: str, **answer: str) -> str:
        """The address that takes the browser back with this answer; `iss` as RFC 9207 has it."""
        return f"{self.redirect_uri}?{urlencode({**answer, 'state': self.state, 'iss': issuer})}"
