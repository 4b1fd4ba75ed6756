"""Every setting, read from the environment once. A missing or wrong one stops the start, with advice.

All that is wrong is told at once, so that nobody mends one setting per start.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from consent.errors import SamrumError
from hub import settings_production as production
from hub.settings_table import SETTINGS, Setting
from hub.settings_values import Kek, Mode


class SettingsProblem(SamrumError):
    """Settings are missing or wrong; `advice` has one line for each, the message all of them."""

    def __init__(self, advice: list[str]) -> None:
        super().__init__("These settings stop the start:\n" + "\n".join(f"  {line}" for line in advice))
        self.advice = tuple(advice)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What this process was told. Secrets are left out of its repr."""

    mode: Mode
    data: Path
    database_url: str = field(repr=False)
    key_database_url: str = field(repr=False)
    keks: tuple[Kek, ...]
    ledger_key: bytes = field(repr=False)
    receipt_key: bytes = field(repr=False)
    origin: str
    lookup_key: bytes = field(repr=False)
    port: int
    workers: int
    public_url: str
    oidc_issuer: str
    oidc_client_id: str
    oidc_client_key: dict[str, str] | None = field(repr=False)
    oidc_client_secret: str | None = field(repr=False)
    smtp_url: str | None = field(default=None, repr=False)
    smtp_from: str | None = None
    sms_url: str | None = None
    sms_token: str | None = field(default=None, repr=False)
    forums: Path | None = None

    @classmethod
    def from_environment(cls, env: Mapping[str, str]) -> Self:
        """The settings in `env`. Raises SettingsProblem with one line of advice per missing or wrong one."""
        read, problems = _read_all(env)
        problems += _contradictions(read)
        if read["mode"] is Mode.PRODUCTION:
            problems += production.refusals(read, env)
        if problems:
            raise SettingsProblem(problems)
        return cls(**read)


def _field_of(setting: Setting) -> str:
    short = setting.name.removeprefix("SAMRUM_").lower()
    return "keks" if short == "kek" else short


def _read_all(env: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    read: dict[str, Any] = {}
    problems: list[str] = []
    for setting in SETTINGS:
        name = _field_of(setting)
        read[name] = None
        text = env.get(setting.name, "").strip()
        if not text and setting.default is not None:
            text = setting.default.format(data=read.get("data") or "data", port=read.get("port") or 8000)
        if not text:
            if not setting.optional:
                problems.append(f"{setting.name}: is missing; set it to {setting.meaning}")
            continue
        try:
            read[name] = setting.read(text)
        except ValueError as error:
            problems.append(f"{setting.name}: {error}; set it to {setting.meaning}")
    return read, problems


def _contradictions(read: Mapping[str, Any]) -> list[str]:
    drawn = production.drawn_keys(read)
    checks = (
        (
            len(set(drawn)) < len(drawn),
            "SAMRUM_KEK and the other keys: two are the same; draw each on its own",
        ),
        (
            read["database_url"] is not None and read["database_url"] == read["key_database_url"],
            "KEY_DATABASE_URL: is DATABASE_URL; a key beside its data survives in every backup of it",
        ),
        (
            (read["oidc_client_key"] is None) == (read["oidc_client_secret"] is None),
            "OIDC_CLIENT_KEY or OIDC_CLIENT_SECRET: set exactly one of them",
        ),
        (
            (read["smtp_url"] is None) != (read["smtp_from"] is None),
            "SMTP_URL and SMTP_FROM: set both or none; a mail needs a server and a sender",
        ),
        (
            read["mode"] is Mode.DEMO and (read["workers"] or 1) > 1,
            "WORKERS: is more than 1, and the demo's identity provider lives in one process; set it to 1",
        ),
    )
    return [advice for wrong, advice in checks if wrong]
