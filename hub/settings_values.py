"""How one setting is read from its text. Each reader raises ValueError with what is wrong, in a few words."""

import base64
import binascii
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from joserfc.errors import JoseError
from joserfc.jwk import import_key

KEY_BYTES = 32
"""The length of every key here: AES-256, an Ed25519 seed (RFC 8032), an HMAC-SHA-256 key."""


class Mode(StrEnum):
    """What this process is for. Only production promises anything, so it is also the default."""

    DEMO = "demo"
    PRODUCTION = "production"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Kek:
    """A key-encryption key and the id by which wrapped keys name it."""

    id: str
    key: bytes = field(repr=False)


def key(text: str) -> bytes:
    """32 bytes from base64 (RFC 4648 section 4)."""
    try:
        value = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError("is not base64") from error
    if len(value) != KEY_BYTES:
        raise ValueError(f"is {len(value)} bytes, not {KEY_BYTES}")
    return value


def keks(text: str) -> tuple[Kek, ...]:
    """One or more `id:base64`, parted by commas; the first is the current one."""
    found = [part.strip().partition(":") for part in text.split(",")]
    if not all(re.fullmatch(r"[A-Za-z0-9._-]{1,40}", name) for name, _, _ in found):
        raise ValueError("has a key without an id in front of the colon")
    if len({name for name, _, _ in found}) != len(found):
        raise ValueError("names two keys with one id")
    return tuple(Kek(name, key(value)) for name, _, value in found)


def mode(text: str) -> Mode:
    """One of the three modes."""
    try:
        return Mode(text)
    except ValueError as error:
        raise ValueError("is none of demo, production, test") from error


def count(low: int, high: int) -> Callable[[str], int]:
    """A reader of whole numbers from `low` to `high`, both inside."""

    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,6}", text) or not low <= int(text) <= high:
            raise ValueError(f"is not a whole number from {low} to {high}")
        return int(text)

    return read


def folder(text: str) -> Path:
    """A folder; it need not exist yet."""
    path = Path(text).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise ValueError("is a file, not a folder")
    return path


def file(text: str) -> Path:
    """A file that is there."""
    path = Path(text).expanduser().absolute()
    if not path.is_file():
        raise ValueError("is no file")
    return path


def database(text: str) -> str:
    """`sqlite:///relative/file`, `sqlite:////absolute/file` or `postgresql://...`."""
    split = urlsplit(text)
    if split.scheme == "sqlite":
        if split.netloc or len(split.path) < 2 or ":memory:" in split.path:
            raise ValueError("names no SQLite file")
    elif split.scheme not in ("postgresql", "postgres") or len(split.path) < 2:
        raise ValueError("is neither sqlite:///... nor postgresql://.../database")
    return text


def web_address(text: str) -> str:
    """`http(s)://host[:port][/path]`, answered without a slash at the end."""
    split = urlsplit(text)
    odd = split.query or split.fragment or split.username or split.password
    if split.scheme not in ("http", "https") or not split.hostname or odd or re.search(r"\s", text):
        raise ValueError("is not an address such as https://samrum.example.se")
    _ = split.port
    return text.rstrip("/")


def origin_address(text: str) -> str:
    """A web address without a path: `https://host[:port]`."""
    address = web_address(text)
    if urlsplit(address).path:
        raise ValueError("has a path; only https://host or https://host:port will do")
    return address


def mail_server(text: str) -> str:
    """`smtps://[user:password@]host[:port]`, or `smtp://` for one that is spoken to with STARTTLS."""
    split = urlsplit(text)
    odd = split.path or split.query or split.fragment or re.search(r"\s", text)
    if split.scheme not in ("smtp", "smtps") or not split.hostname or odd:
        raise ValueError("is not an address such as smtps://user:password@mail.example.se")
    _ = split.port
    return text


def mail_sender(text: str) -> str:
    """A bare mail address in ASCII."""
    if len(text) > 200 or not re.fullmatch(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", text):
        raise ValueError("is not a mail address such as samrum@example.se")
    return text


def origin(text: str) -> str:
    """A ledger's name as C2SP signed-note demands: not empty, no space, no plus."""
    if not text or len(text) > 200 or re.search(r"[\s+]", text):
        raise ValueError("is empty, or has a space or a plus")
    return text


def name(text: str) -> str:
    """A short text without control characters."""
    if not text or len(text) > 200 or not text.isprintable():
        raise ValueError("is empty, too long or has unprintable characters")
    return text


def secret(text: str) -> str:
    """A shared secret in ASCII, because how anything else stands in HTTP Basic is not agreed (RFC 7617)."""
    if not text.isascii():
        raise ValueError("has characters beyond ASCII")
    return name(text)


def private_jwk(text: str) -> dict[str, str]:
    """A private key as JSON Web Key (RFC 7517): P-256 or Ed25519, with `d` and `kid`."""
    try:
        value = json.loads(text)
    except ValueError as error:
        raise ValueError("is not JSON") from error
    if not isinstance(value, dict) or value.get("crv") not in ("P-256", "Ed25519"):
        raise ValueError("is not a JWK on the curve P-256 or Ed25519")
    if not all(isinstance(part, str) for part in value.values()) or not {"d", "kid"} <= set(value):
        raise ValueError("lacks d or kid, or has a member that is no string")
    try:
        import_key(value)
    except (JoseError, ValueError, KeyError) as error:
        raise ValueError("is a JWK that can't be read") from error
    return value
