"""What a provider may say: every token that does not hold ends in a page and no session."""

import base64
import hmac
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx2
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey
from structlog.testing import capture_logs

from hub.demo.identity.codes import Grant
from hub.demo.identity.provider import DemoProvider
from hub.login.claims import COORDINATION, NUMBER
from hub.login.oidc import OidcClient
from tests.hub.login.hub_under_test import MOTHER, NOON, Hub, running_hub

BENT: dict[str, Any] = {}
"""What the provider below says instead of the truth; `None` leaves a claim out."""


class Bent(DemoProvider):
    """Signs with its right key whatever claims it is told to."""

    def id_token(self, grant: Grant, *, at: datetime) -> str:
        honest = jwt.decode(super().id_token(grant, at=at), self.key, algorithms=["ES256"])
        claims = {name: v for name, v in {**honest.claims, **BENT}.items() if v is not None}
        return jwt.encode(honest.header, claims, self.key, algorithms=["ES256"])


class NoSignature(DemoProvider):
    """RFC 8725 section 2.1: `alg: none`."""

    def id_token(self, grant: Grant, *, at: datetime) -> str:
        _, body, _ = super().id_token(grant, at=at).split(".")
        return f"{_base64(json.dumps({'alg': 'none'}).encode())}.{body}."


class PublicKeyAsSecret(DemoProvider):
    """RFC 8725 section 2.1: HS256 with the public key for a shared secret."""

    def id_token(self, grant: Grant, *, at: datetime) -> str:
        _, body, _ = super().id_token(grant, at=at).split(".")
        signed = f"{_base64(json.dumps({'alg': 'HS256', 'kid': self.key.kid}).encode())}.{body}"
        mac = hmac.digest(self.key.as_pem(private=False), signed.encode(), "sha256")
        return f"{signed}.{_base64(mac)}"


class OtherKey(DemoProvider):
    """Signs with a key of its own under the right key's name."""

    def id_token(self, grant: Grant, *, at: datetime) -> str:
        claims = jwt.decode(super().id_token(grant, at=at), self.key, algorithms=["ES256"]).claims
        stranger = ECKey.generate_key("P-256", private=True)
        return jwt.encode({"alg": "ES256", "kid": self.key.kid}, claims, stranger)


class Cut(DemoProvider):
    """Loses the end of the signature."""

    def id_token(self, grant: Grant, *, at: datetime) -> str:
        return super().id_token(grant, at=at)[:-8]


class Nothing(DemoProvider):
    """Gives no ID token to speak of."""

    def id_token(self, grant: Grant, *, at: datetime) -> str:
        return ""


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


async def _log_in(url: str, folder: Path, provider: type[DemoProvider]) -> tuple[int, str | None]:
    async with running_hub(url, folder, provider=provider) as hub:
        browser = hub.browser()
        page = await browser.log_in(MOTHER)
        return page.status_code, browser.session


@pytest.mark.parametrize("provider", [NoSignature, PublicKeyAsSecret, OtherKey, Cut, Nothing])
async def test_a_token_without_a_right_signature_is_refused(
    sqlite_url: str, tmp_path: Path, provider: type[DemoProvider]
) -> None:
    assert await _log_in(sqlite_url, tmp_path, provider) == (400, None)


async def test_the_provider_of_these_tests_gets_through_when_honest(sqlite_url: str, tmp_path: Path) -> None:
    BENT.clear()
    status, session = await _log_in(sqlite_url, tmp_path, Bent)
    assert (status, session is not None) == (200, True)


NOW = int(NOON.timestamp())
LIES = [
    ({"iss": "https://evil.example"}, 400),
    ({"iss": None}, 400),
    ({"aud": "another-hub"}, 400),
    ({"aud": ["samrum-demo", "another-hub"]}, 400),
    ({"azp": "another-hub"}, 400),
    ({"nonce": "replayed"}, 400),
    ({"nonce": None}, 400),
    ({"exp": NOW - 31}, 400),
    ({"exp": None}, 400),
    ({"exp": True}, 400),
    ({"exp": "tomorrow"}, 400),
    ({"iat": NOW - 601}, 400),
    ({"iat": NOW + 31}, 400),
    ({"nbf": NOW + 31}, 400),
    ({"auth_time": NOW - 31}, 400),
    ({"auth_time": NOW + 31}, 400),
    ({"auth_time": None}, 400),
    ({"sub": ""}, 400),
    ({"acr": None}, 400),
    ({"acr": "http://id.elegnamnden.se/loa/1.0/loa3-nonresident"}, 403),
    ({"acr": "urn:example:strong"}, 403),
    ({NUMBER: None}, 400),
    ({NUMBER: "8503022383"}, 400),
    ({NUMBER: 198503022383}, 400),
    ({NUMBER: "19850302238३"}, 400),
    ({COORDINATION: "198503622388"}, 400),
    ({NUMBER: None, COORDINATION: "198503622388"}, 400),
]


@pytest.mark.parametrize(("lie", "status"), LIES, ids=[str(lie) for lie, _ in LIES])
async def test_a_claim_that_does_not_hold_is_refused(
    sqlite_url: str, tmp_path: Path, lie: dict[str, Any], status: int
) -> None:
    BENT.clear()
    BENT.update(lie)
    assert await _log_in(sqlite_url, tmp_path, Bent) == (status, None)


async def test_an_unknown_claim_raises_an_alarm_without_its_value(sqlite_url: str, tmp_path: Path) -> None:
    BENT.clear()
    BENT["https://new.example/claim"] = "a secret of hers"
    with capture_logs() as logs:
        status, _ = await _log_in(sqlite_url, tmp_path, Bent)
    assert status == 200
    alarms = [line for line in logs if line["event"] == "login.unknown_claim"]
    assert [a["claim"] for a in alarms] == ["'https://new.example/claim'"]
    assert "a secret of hers" not in str(logs)
    assert MOTHER.number not in str(logs)


class Broken(httpx2.AsyncBaseTransport):
    """A network behind which the provider is down, or answers nonsense."""

    def __init__(self, status: int, body: bytes) -> None:
        self.status, self.body = status, body

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        if self.status == 0:
            raise httpx2.ConnectError("nobody there", request=request)
        return httpx2.Response(self.status, content=self.body)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (0, b""),
        (500, b"oops"),
        (302, b""),
        (200, b"<html>"),
        (200, b"[]"),
        (200, b'{"issuer": "https://evil.example"}'),
        (200, b'{"issuer": "https://hub.test/demo-idp"}'),
        (
            200,
            b'{"issuer": "https://hub.test/demo-idp", "authorization_endpoint": "http://hub.test/a",'
            b' "token_endpoint": "http://hub.test/t", "jwks_uri": "http://hub.test/k"}',
        ),
    ],
)
async def test_a_provider_that_is_down_is_a_plain_page(small_hub: Hub, status: int, body: bytes) -> None:
    small_hub.app.state.oidc = OidcClient(small_hub.settings, transport=Broken(status, body))
    answer = await small_hub.browser().get("/logga-in")
    assert answer.status_code == 503
    assert "svarar inte just nu" in answer.text


async def test_a_provider_that_goes_down_during_a_login_is_a_plain_page(small_hub: Hub) -> None:
    browser = small_hub.browser()
    page = await browser.get("/logga-in")
    back = (await browser.pick(page, MOTHER, follow=False)).headers["location"]
    small_hub.app.state.oidc._transport = Broken(502, b"bad gateway")
    answer = await browser.get(back)
    assert answer.status_code == 503
    assert browser.session is None
