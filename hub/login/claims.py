"""What an identity provider may say in an ID token, every claim accounted for.

Each claim is checked, required, or known and not used. An unknown one raises an alarm in the log, by name
only; without a table nothing passes. Sources: OpenID Connect Core 1.0 sections 2 and 3.1.3.7, RFC 7519, and
the Swedish OpenID Connect claims specification (https://id.oidc.se/claim/...).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog

from hub.login.problem import LoginRefused, Why

log = structlog.get_logger("security")

SKEW = timedelta(seconds=30)
"""How far the provider's clock and ours may stand apart."""

OLDEST = timedelta(minutes=10)
"""How old an ID token may be when it arrives."""

SE = "https://id.oidc.se/claim/"
NUMBER = SE + "personalIdentityNumber"
COORDINATION = SE + "coordinationNumber"
COORDINATION_LEVEL = SE + "coordinationNumberLevel"

LEVELS: Mapping[str, int] = {f"http://id.elegnamnden.se/loa/1.0/loa{level}": level for level in (1, 2, 3, 4)}
"""Level of assurance by `acr`. What is not here is level 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What we asked for. `asked_at` is when the login began, `at` now."""

    issuer: str
    client_id: str
    nonce: str
    asked_at: datetime
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What a valid ID token says of a person. `number` has 12 digits and goes no further than the lookup."""

    number: str
    coordination_level: str
    loa: int
    login_at: datetime


Check = Callable[[Any, Expected], bool]


@dataclass(frozen=True, slots=True)
class Claim:
    """How one claim is treated. Without a check it is known and not used."""

    check: Check | None = None
    required: bool = False


def _moment(value: Any) -> datetime | None:
    """An instant from a NumericDate (RFC 7519 section 2); None for anything else, booleans too."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 2**33:
        return None
    return datetime.fromtimestamp(value, UTC)


def _within(value: Any, first: datetime, last: datetime) -> bool:
    moment = _moment(value)
    return moment is not None and first <= moment <= last


def _digits(value: Any, _: Expected) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[0-9]{12}", value) is not None


def _text(value: Any, _: Expected) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 255


_EVER = datetime.max.replace(tzinfo=UTC)

CLAIMS: Mapping[str, Claim] = {
    "iss": Claim(lambda v, e: bool(v == e.issuer), required=True),
    "sub": Claim(_text, required=True),
    "aud": Claim(lambda v, e: v in (e.client_id, [e.client_id]), required=True),
    "azp": Claim(lambda v, e: bool(v == e.client_id)),
    "exp": Claim(lambda v, e: _within(v, e.at - SKEW, _EVER), required=True),
    "iat": Claim(lambda v, e: _within(v, e.at - OLDEST, e.at + SKEW), required=True),
    "nbf": Claim(lambda v, e: _within(v, datetime.min.replace(tzinfo=UTC), e.at + SKEW)),
    "nonce": Claim(lambda v, e: bool(v == e.nonce), required=True),
    "auth_time": Claim(lambda v, e: _within(v, e.asked_at - SKEW, e.at + SKEW), required=True),
    "acr": Claim(_text, required=True),
    NUMBER: Claim(_digits),
    COORDINATION: Claim(_digits),
    COORDINATION_LEVEL: Claim(lambda v, _: v in ("confirmed", "probable", "uncertain")),
    **dict.fromkeys(("amr", "jti", "sid", "txn", "at_hash", "c_hash", "s_hash", "updated_at"), Claim()),
    **dict.fromkeys(("name", "given_name", "middle_name", "family_name", "birthdate", "locale"), Claim()),
    **dict.fromkeys((SE + "orgAffiliation", SE + "orgName", SE + "orgNumber", SE + "orgUnit"), Claim()),
    **dict.fromkeys((SE + "credentialValidFrom", SE + "credentialValidTo", SE + "authnProvider"), Claim()),
}


def identity(
    claims: Mapping[str, Any], expected: Expected, *, table: Mapping[str, Claim] = CLAIMS
) -> Identity:
    """Who the claims of a token with a valid signature speak of. Raises LoginRefused, naming the claim."""
    if not table:
        raise LoginRefused(Why.TOKEN, "no table of claims")
    for name, claim in table.items():
        if name not in claims:
            if claim.required:
                raise LoginRefused(Why.TOKEN, f"missing {name}")
        elif claim.check is not None and not claim.check(claims[name], expected):
            raise LoginRefused(Why.TOKEN, f"wrong {name}")
    for name in sorted(set(claims) - set(table)):
        log.warning("login.unknown_claim", claim=ascii(name[:100]))
    number, coordination_level = _number(claims)
    loa = LEVELS.get(claims["acr"], 0)
    login_at = _moment(claims["auth_time"])
    if loa == 0 or login_at is None:
        raise LoginRefused(Why.LEVEL, "unknown acr")
    return Identity(number=number, coordination_level=coordination_level, loa=loa, login_at=login_at)


def _number(claims: Mapping[str, Any]) -> tuple[str, str]:
    """The one identity number in the claims, and how well the person behind it is known."""
    if (NUMBER in claims) == (COORDINATION in claims):
        raise LoginRefused(Why.TOKEN, "not exactly one identity number")
    if NUMBER in claims:
        return claims[NUMBER], "confirmed"
    if COORDINATION_LEVEL not in claims:
        raise LoginRefused(Why.TOKEN, f"missing {COORDINATION_LEVEL}")
    return claims[COORDINATION], claims[COORDINATION_LEVEL]
