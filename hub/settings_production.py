"""What production refuses: each rule is a question to the settings and the advice when it says no."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote_plus, urlsplit

Read = Mapping[str, Any]
"""The settings as far as they could be read, by field; None where one is missing or wrong."""

DEMO_ID = "demo-"
"""The beginning of the id of every named key that the demo makes."""

DEMO_MARK = b"samrum-demo-key:"
"""The first bytes of every other key that the demo makes: recognisable anywhere, without a list."""

DEMO_PROVIDER = "/demo-idp"
"""Where the demo identity provider is mounted."""

_DURABLE = {"synchronous_commit": {"on", "remote_apply"}, "fsync": {"on"}, "full_page_writes": {"on"}}
_SQLITE_DURABLE = {"full", "extra", "2", "3"}


def _distinct_bytes(key: bytes) -> int:
    return len(set(key))


def is_demo_key(key: bytes) -> bool:
    """Whether the demo made this key, or nobody drew it at random (32 random bytes have some 30 values)."""
    return key.startswith(DEMO_MARK) or _distinct_bytes(key) < 16


def weakens_durability(text: str) -> bool:
    """Whether a database URL or `PGOPTIONS` asks for commits that a power cut could undo.

    Source: PostgreSQL's documentation of `synchronous_commit`, SQLite's of `PRAGMA synchronous`.
    """
    plain = unquote_plus(text).lower()
    for setting, good in _DURABLE.items():
        for value in re.findall(rf"(?:\b|-c){setting}\s*=\s*['\"]?(\w+)", plain):
            if value not in good:
                return True
    return any(
        value not in _SQLITE_DURABLE for value in re.findall(r"[?&;]\s*synchronous\s*=\s*(\w+)", plain)
    )


def drawn_keys(read: Read) -> list[bytes]:
    """Every key that should have been drawn at random, of those that could be read."""
    named = [read[name] for name in ("ledger_key", "receipt_key", "lookup_key")]
    return [key for key in named if key] + [kek.key for kek in read["keks"] or ()]


def _demo_keys(read: Read) -> bool:
    names = [kek.id for kek in read["keks"] or ()]
    if read["oidc_client_key"]:
        names.append(read["oidc_client_key"]["kid"])
    return any(map(is_demo_key, drawn_keys(read))) or any(name.startswith(DEMO_ID) for name in names)


def _demo_provider(read: Read) -> bool:
    issuer, own = urlsplit(read["oidc_issuer"] or ""), urlsplit(read["public_url"] or "")
    return issuer.path.startswith(DEMO_PROVIDER) or (bool(issuer.netloc) and issuer.netloc == own.netloc)


def _sqlite_shared(read: Read) -> bool:
    urls = (read["database_url"] or "", read["key_database_url"] or "")
    return (read["workers"] or 1) > 1 and any(url.startswith("sqlite") for url in urls)


def _plain_http(field: str) -> Callable[[Read], bool]:
    return lambda read: (read[field] or "").startswith("http://")


def _weak(field: str) -> Callable[[Read], bool]:
    return lambda read: weakens_durability(read[field] or "")


_WEAK = "switches durability off; take that option out"
RULES: tuple[tuple[str, Callable[[Read], bool], str], ...] = (
    ("OIDC_ISSUER", _demo_provider, "is the demo identity provider; name the real one"),
    ("OIDC_ISSUER", _plain_http("oidc_issuer"), "must begin with https://"),
    ("PUBLIC_URL", _plain_http("public_url"), "must begin with https://"),
    ("SMS_URL", _plain_http("sms_url"), "must begin with https://"),
    (
        "SAMRUM_KEK and the other keys",
        _demo_keys,
        "hold a demo key; draw new ones with openssl rand -base64 32",
    ),
    ("WORKERS", _sqlite_shared, "is more than 1 on SQLite, which serves one process; use PostgreSQL"),
    ("DATABASE_URL", _weak("database_url"), _WEAK),
    ("KEY_DATABASE_URL", _weak("key_database_url"), _WEAK),
)


def refusals(read: Read, env: Mapping[str, str]) -> Iterator[str]:
    """One line of advice for each rule that says no to these settings in production."""
    for name, refuses, advice in RULES:
        if refuses(read):
            yield f"{name}: {advice}"
    if weakens_durability(env.get("PGOPTIONS", "")):
        yield f"PGOPTIONS: {_WEAK}"
