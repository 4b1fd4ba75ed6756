"""Settings: what is missing or wrong is told at once, and production refuses what only a demo may have."""

import base64
import hashlib
import json
import secrets
from pathlib import Path

import pytest
from joserfc.jwk import OKPKey

from hub.demo.keys import demo_environment
from hub.settings import Settings, SettingsProblem
from hub.settings_production import is_demo_key
from hub.settings_table import SETTINGS
from hub.settings_values import Mode
from tests.hub.settings_environment import production_environment

A_KEY = base64.b64encode(hashlib.sha256(b"a key for names of tests").digest()).decode()
README = Path(__file__).parents[2] / "hub" / "README.md"


@pytest.fixture
def production(tmp_path: Path) -> dict[str, str]:
    return production_environment(str(tmp_path))


def test_production_starts_with_what_it_needs(production: dict[str, str]) -> None:
    settings = Settings.from_environment(production)
    assert settings.mode is Mode.PRODUCTION
    assert [kek.id for kek in settings.keks] == ["2026", "2025"]
    assert settings.public_url == "https://samrum.example.se"
    for name in ("SAMRUM_LEDGER_KEY", "SAMRUM_KEK", "OIDC_CLIENT_KEY", "DATABASE_URL"):
        assert production[name] not in repr(settings)


@pytest.mark.parametrize("name", [s.name for s in SETTINGS if s.default is None and not s.optional])
def test_each_missing_setting_stops_the_start_with_advice(production: dict[str, str], name: str) -> None:
    del production[name]
    with pytest.raises(SettingsProblem) as problem:
        Settings.from_environment(production)
    assert len(problem.value.advice) == 1
    assert problem.value.advice[0].startswith(f"{name}: is missing; set it to ")


WRONG = [
    ("SAMRUM_MODE", "prod"),
    ("SAMRUM_KEK", "2026"),
    ("SAMRUM_KEK", f"2026:{A_KEY},2026:{A_KEY}"),
    ("SAMRUM_KEK", f":{A_KEY}"),
    ("SAMRUM_KEK", ","),
    ("SAMRUM_LEDGER_KEY", "not base64"),
    ("SAMRUM_LEDGER_KEY", base64.b64encode(b"short").decode()),
    ("SAMRUM_ORIGIN", "my log"),
    ("SAMRUM_ORIGIN", "a+b"),
    ("PORT", "0"),
    ("PORT", "65536"),
    ("PORT", "eight"),
    ("PORT", "８０"),
    ("WORKERS", "0"),
    ("PUBLIC_URL", "samrum.example.se"),
    ("PUBLIC_URL", "https://samrum.example.se/hub"),
    ("PUBLIC_URL", "https://a:b@samrum.example.se"),
    ("PUBLIC_URL", "https://samrum.example.se:port"),
    ("DATABASE_URL", "mysql://db/samrum"),
    ("DATABASE_URL", "sqlite:///:memory:"),
    ("DATABASE_URL", "sqlite://"),
    ("DATABASE_URL", "postgresql://db"),
    ("OIDC_ISSUER", "idp"),
    ("OIDC_CLIENT_ID", "x" * 201),
    ("OIDC_CLIENT_SECRET", "åäö"),
    ("OIDC_CLIENT_KEY", "{"),
    ("OIDC_CLIENT_KEY", "[]"),
    ("OIDC_CLIENT_KEY", '{"kty": "oct", "k": "c2VjcmV0"}'),
    ("OIDC_CLIENT_KEY", '{"kty": "EC", "crv": "P-256", "d": "x", "kid": "k"}'),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_each_wrong_setting_stops_the_start_with_advice(
    production: dict[str, str], name: str, value: str
) -> None:
    with pytest.raises(SettingsProblem) as problem:
        Settings.from_environment(production | {name: value})
    assert [line for line in problem.value.advice if line.startswith(f"{name}: ") and "set it to" in line]


def test_everything_wrong_is_told_at_once(production: dict[str, str]) -> None:
    env = production | {"PORT": "x", "PUBLIC_URL": "http://a.example", "PGOPTIONS": "-c fsync=off"}
    del env["SAMRUM_KEK"], env["OIDC_CLIENT_KEY"]
    with pytest.raises(SettingsProblem) as problem:
        Settings.from_environment(env)
    named = {line.partition(":")[0] for line in problem.value.advice}
    assert named == {"PORT", "PUBLIC_URL", "PGOPTIONS", "SAMRUM_KEK", "OIDC_CLIENT_KEY or OIDC_CLIENT_SECRET"}


def test_advice_never_repeats_a_secret(production: dict[str, str]) -> None:
    almost = base64.b64encode(secrets.token_bytes(31)).decode()
    with pytest.raises(SettingsProblem) as problem:
        Settings.from_environment(production | {"SAMRUM_KEK": f"a:{almost}", "SAMRUM_LEDGER_KEY": almost})
    assert almost not in str(problem.value)


def test_contradictions_stop_every_mode(production: dict[str, str]) -> None:
    same = production["SAMRUM_LEDGER_KEY"]
    for change in (
        {"SAMRUM_RECEIPT_KEY": same},
        {"KEY_DATABASE_URL": production["DATABASE_URL"]},
        {"OIDC_CLIENT_SECRET": "both"},
    ):
        with pytest.raises(SettingsProblem):
            Settings.from_environment(production | {"SAMRUM_MODE": "test"} | change)


def test_the_demo_is_one_process(tmp_path: Path) -> None:
    with pytest.raises(SettingsProblem, match="WORKERS"):
        Settings.from_environment(demo_environment(tmp_path) | {"WORKERS": "2"})


def test_production_is_what_one_gets_without_asking() -> None:
    with pytest.raises(SettingsProblem) as problem:
        Settings.from_environment({"PUBLIC_URL": "http://a.example"})
    assert "PUBLIC_URL: must begin with https://" in problem.value.advice


def test_the_demo_keeps_its_keys_to_itself(tmp_path: Path) -> None:
    first, second = demo_environment(tmp_path), demo_environment(tmp_path, port=8123)
    assert first["SAMRUM_KEK"] == second["SAMRUM_KEK"]
    assert Settings.from_environment(second).public_url == "http://127.0.0.1:8123"
    assert {p.stat().st_mode & 0o077 for p in tmp_path.iterdir()} == {0}
    settings = Settings.from_environment(first)
    assert all(map(is_demo_key, (settings.ledger_key, settings.lookup_key, settings.keks[0].key)))
    assert demo_environment(tmp_path / "other")["SAMRUM_KEK"] != first["SAMRUM_KEK"]


def test_an_ed25519_client_key_will_do(production: dict[str, str]) -> None:
    key = OKPKey.generate_key("Ed25519", {"kid": "k"}, private=True).as_dict(private=True)
    assert Settings.from_environment(production | {"OIDC_CLIENT_KEY": json.dumps(key)}).oidc_client_key == key


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: s.name)
def test_the_readme_tells_of_every_setting(setting: object) -> None:
    from hub.settings_table import Setting, readme_row

    assert isinstance(setting, Setting)
    assert readme_row(setting) in README.read_text()
