"""Settings: what is missing or wrong is told at once, and production refuses what only a demo may have."""

import base64
import hashlib
import json
import secrets
from pathlib import Path

import pytest
from joserfc.jwk import ECKey, OKPKey

from hub.demo.identity import DemoInProduction, DemoPerson, demo_identity
from hub.demo.keys import demo_environment
from hub.settings import Settings, SettingsProblem
from hub.settings_production import is_demo_key, weakens_durability
from hub.settings_table import SETTINGS
from hub.settings_values import Mode

A_KEY = base64.b64encode(hashlib.sha256(b"a key for names of tests").digest()).decode()
README = Path(__file__).parents[2] / "hub" / "README.md"


def _key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def _client(kid: str = "hub-1") -> str:
    return json.dumps(ECKey.generate_key("P-256", {"kid": kid}, private=True).as_dict(private=True))


@pytest.fixture
def production(tmp_path: Path) -> dict[str, str]:
    """An environment that production takes."""
    return {
        "SAMRUM_MODE": "production",
        "SAMRUM_DATA": str(tmp_path),
        "DATABASE_URL": "postgresql://samrum@db/samrum",
        "KEY_DATABASE_URL": "postgresql://samrum@keys/keys",
        "SAMRUM_KEK": f"2026:{_key()},2025:{_key()}",
        "SAMRUM_LEDGER_KEY": _key(),
        "SAMRUM_RECEIPT_KEY": _key(),
        "SAMRUM_LOOKUP_KEY": _key(),
        "SAMRUM_ORIGIN": "samrum.example.se/log",
        "PUBLIC_URL": "https://samrum.example.se/",
        "OIDC_ISSUER": "https://idp.example.se",
        "OIDC_CLIENT_ID": "samrum",
        "OIDC_CLIENT_KEY": _client(),
        "WORKERS": "4",
    }


def test_production_starts_with_what_it_needs(production: dict[str, str]) -> None:
    settings = Settings.from_environment(production)
    assert settings.mode is Mode.PRODUCTION
    assert [kek.id for kek in settings.keks] == ["2026", "2025"]
    assert settings.public_url == "https://samrum.example.se"
    for name in ("SAMRUM_LEDGER_KEY", "SAMRUM_KEK", "OIDC_CLIENT_KEY", "DATABASE_URL"):
        assert production[name] not in repr(settings)


REFUSED = [
    ({"OIDC_ISSUER": "https://samrum.example.se/demo-idp"}, "OIDC_ISSUER"),
    ({"OIDC_ISSUER": "https://other.example.se/demo-idp/"}, "OIDC_ISSUER"),
    ({"OIDC_ISSUER": "https://samrum.example.se/idp"}, "OIDC_ISSUER"),
    ({"OIDC_ISSUER": "http://idp.example.se"}, "OIDC_ISSUER"),
    ({"PUBLIC_URL": "http://samrum.example.se"}, "PUBLIC_URL"),
    ({"SAMRUM_KEK": f"demo-1:{_key()}"}, "SAMRUM_KEK"),
    ({"SAMRUM_KEK": f"2026:{_key()},demo-0:{_key()}"}, "SAMRUM_KEK"),
    ({"OIDC_CLIENT_KEY": _client("demo-client")}, "SAMRUM_KEK"),
    ({"SAMRUM_LEDGER_KEY": base64.b64encode(bytes(32)).decode()}, "SAMRUM_KEK"),
    ({"SAMRUM_RECEIPT_KEY": base64.b64encode(b"\x01" * 32).decode()}, "SAMRUM_KEK"),
    ({"DATABASE_URL": "sqlite:////srv/samrum.db"}, "WORKERS"),
    ({"KEY_DATABASE_URL": "sqlite:////srv/keys.db"}, "WORKERS"),
    ({"DATABASE_URL": "postgresql://db/s?options=-c%20synchronous_commit%3Doff"}, "DATABASE_URL"),
    ({"DATABASE_URL": "postgresql://db/s?synchronous_commit=local"}, "DATABASE_URL"),
    ({"KEY_DATABASE_URL": "postgresql://keys/s?synchronous_commit=OFF"}, "KEY_DATABASE_URL"),
    ({"DATABASE_URL": "sqlite:////srv/s.db?synchronous=normal", "WORKERS": "1"}, "DATABASE_URL"),
    ({"PGOPTIONS": "-c synchronous_commit=off"}, "PGOPTIONS"),
]


@pytest.mark.parametrize(("change", "named"), REFUSED)
def test_production_refuses(production: dict[str, str], change: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsProblem) as problem:
        Settings.from_environment(production | change)
    assert any(line.startswith(named) for line in problem.value.advice)


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


def test_production_is_what_one_gets_without_asking() -> None:
    with pytest.raises(SettingsProblem) as problem:
        Settings.from_environment({"PUBLIC_URL": "http://a.example"})
    assert "PUBLIC_URL: must begin with https://" in problem.value.advice


@pytest.mark.parametrize(
    ("text", "weak"),
    [
        ("", False),
        ("postgresql://db/s?synchronous_commit=on", False),
        ("postgresql://db/s?synchronous_commit=remote_apply", False),
        ("postgresql://db/s?synchronous_commit=remote_write", True),
        ("postgresql://db/s?options=-c+synchronous_commit%3d%27off%27", True),
        ("-c full_page_writes=off", True),
        ("sqlite:///a.db?synchronous=FULL", False),
        ("sqlite:///a.db?synchronous=0", True),
    ],
)
def test_what_weakens_durability(text: str, weak: bool) -> None:
    assert weakens_durability(text) is weak


def test_the_demo_keeps_its_keys_to_itself(tmp_path: Path) -> None:
    first, second = demo_environment(tmp_path), demo_environment(tmp_path, port=8123)
    assert first["SAMRUM_KEK"] == second["SAMRUM_KEK"]
    assert Settings.from_environment(second).public_url == "http://127.0.0.1:8123"
    assert {p.stat().st_mode & 0o077 for p in tmp_path.iterdir()} == {0}
    settings = Settings.from_environment(first)
    assert all(map(is_demo_key, (settings.ledger_key, settings.lookup_key, settings.keks[0].key)))
    assert demo_environment(tmp_path / "other")["SAMRUM_KEK"] != first["SAMRUM_KEK"]


@pytest.mark.parametrize("name", ["SAMRUM_LEDGER_KEY", "SAMRUM_RECEIPT_KEY", "SAMRUM_LOOKUP_KEY"])
def test_production_knows_each_key_of_the_demo(production: dict[str, str], tmp_path: Path, name: str) -> None:
    with pytest.raises(SettingsProblem):
        Settings.from_environment(production | {name: demo_environment(tmp_path)[name]})


def test_the_demo_identity_provider_cannot_start_in_production(production: dict[str, str]) -> None:
    with pytest.raises(DemoInProduction):
        demo_identity(Settings.from_environment(production), [DemoPerson(name="A", number="198503022383")])


def test_an_ed25519_client_key_will_do(production: dict[str, str]) -> None:
    key = OKPKey.generate_key("Ed25519", {"kid": "k"}, private=True).as_dict(private=True)
    assert Settings.from_environment(production | {"OIDC_CLIENT_KEY": json.dumps(key)}).oidc_client_key == key


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: s.name)
def test_the_readme_tells_of_every_setting(setting: object) -> None:
    from hub.settings_table import Setting, readme_row

    assert isinstance(setting, Setting)
    assert readme_row(setting) in README.read_text()
