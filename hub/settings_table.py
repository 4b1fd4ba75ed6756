"""The table of settings: each variable of the environment, how it is read, and what it is for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hub import settings_values as values


@dataclass(frozen=True, slots=True)
class Setting:
    """One variable of the environment: how it is read, its default (None: required), and what it is for."""

    name: str
    read: Callable[[str], Any]
    default: str | None
    meaning: str
    optional: bool = False


SETTINGS: tuple[Setting, ...] = (
    Setting("SAMRUM_MODE", values.mode, "production", "demo, production or test"),
    Setting("SAMRUM_DATA", values.folder, "data", "the folder for what is kept in files"),
    Setting(
        "DATABASE_URL", values.database, "sqlite:///{data}/samrum.db", "postgresql://... or sqlite:///file"
    ),
    Setting(
        "KEY_DATABASE_URL",
        values.database,
        "sqlite:///{data}/keys.db",
        "the key store: another database than DATABASE_URL, with backups of its own",
    ),
    Setting(
        "SAMRUM_KEK",
        values.keks,
        None,
        "id:base64 of 32 random bytes; several parted by commas while rotating, the current one first",
    ),
    Setting(
        "SAMRUM_LEDGER_KEY", values.key, None, "base64 of the 32-byte Ed25519 seed that signs checkpoints"
    ),
    Setting("SAMRUM_RECEIPT_KEY", values.key, None, "base64 of the 32-byte Ed25519 seed that signs receipts"),
    Setting(
        "SAMRUM_ORIGIN",
        values.origin,
        None,
        "the ledger's name in checkpoints, such as samrum.example.se/log",
    ),
    Setting(
        "SAMRUM_LOOKUP_KEY",
        values.key,
        None,
        "base64 of 32 random bytes: identity numbers are hashed with it",
    ),
    Setting("PORT", values.count(1, 65535), "8000", "the port to listen on"),
    Setting("WORKERS", values.count(1, 64), "1", "processes; more than 1 needs PostgreSQL"),
    Setting(
        "PUBLIC_URL", values.origin_address, "http://127.0.0.1:{port}", "the address in people's browsers"
    ),
    Setting("OIDC_ISSUER", values.web_address, None, "the identity provider, as it names itself"),
    Setting("OIDC_CLIENT_ID", values.name, None, "what the identity provider calls this hub"),
    Setting(
        "OIDC_CLIENT_KEY",
        values.private_jwk,
        None,
        "a private JWK (P-256 or Ed25519) for private_key_jwt; this or OIDC_CLIENT_SECRET",
        optional=True,
    ),
    Setting(
        "OIDC_CLIENT_SECRET",
        values.secret,
        None,
        "the shared secret, where the identity provider can't do better",
        optional=True,
    ),
    Setting(
        "SMTP_URL",
        values.mail_server,
        None,
        "smtps://user:password@host for TLS, smtp://... for STARTTLS: who is told by mail that there is something",
        optional=True,
    ),
    Setting("SMTP_FROM", values.mail_sender, None, "the address that these mails come from", optional=True),
    Setting(
        "SMS_URL",
        values.web_address,
        None,
        "a gateway that takes a POST of JSON with id, to and text, for text messages",
        optional=True,
    ),
    Setting(
        "SAMRUM_FORUMS",
        values.file,
        None,
        "a file like hub/meeting/forums.toml: the kinds of meetings that rooms are opened from",
        optional=True,
    ),
    Setting("SMS_TOKEN", values.secret, None, "what the gateway wants as Bearer token", optional=True),
)


def readme_row(setting: Setting) -> str:
    """The setting's row of the table in this package's README."""
    default = f"`{setting.default}`" if setting.default else "optional" if setting.optional else "required"
    return f"| `{setting.name}` | {default} | {setting.meaning} |"
