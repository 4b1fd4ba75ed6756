"""What production refuses, though it could be read."""

import base64
from pathlib import Path

import pytest

from hub.demo.identity import DemoInProduction, DemoPerson, demo_identity
from hub.demo.keys import demo_environment
from hub.settings import Settings, SettingsProblem
from hub.settings_production import weakens_durability
from tests.hub.settings_environment import client_key, production_environment, random_key


@pytest.fixture
def production(tmp_path: Path) -> dict[str, str]:
    return production_environment(str(tmp_path))


REFUSED = [
    ({"OIDC_ISSUER": "https://samrum.example.se/demo-idp"}, "OIDC_ISSUER"),
    ({"OIDC_ISSUER": "https://other.example.se/demo-idp/"}, "OIDC_ISSUER"),
    ({"OIDC_ISSUER": "https://samrum.example.se/idp"}, "OIDC_ISSUER"),
    ({"OIDC_ISSUER": "http://idp.example.se"}, "OIDC_ISSUER"),
    ({"PUBLIC_URL": "http://samrum.example.se"}, "PUBLIC_URL"),
    ({"SAMRUM_KEK": f"demo-1:{random_key()}"}, "SAMRUM_KEK"),
    ({"SAMRUM_KEK": f"2026:{random_key()},demo-0:{random_key()}"}, "SAMRUM_KEK"),
    ({"OIDC_CLIENT_KEY": client_key("demo-client")}, "SAMRUM_KEK"),
    ({"SAMRUM_LEDGER_KEY": base64.b64encode(bytes(32)).decode()}, "SAMRUM_KEK"),
    ({"SAMRUM_RECEIPT_KEY": base64.b64encode(b"\x01" * 32).decode()}, "SAMRUM_KEK"),
    ({"DATABASE_URL": "sqlite:////srv/samrum.db"}, "WORKERS"),
    ({"KEY_DATABASE_URL": "sqlite:////srv/keys.db"}, "WORKERS"),
    ({"DATABASE_URL": "postgresql://db/s?options=-c%20synchronous_commit%3Doff"}, "DATABASE_URL"),
    ({"DATABASE_URL": "postgresql://db/s?synchronous_commit=local"}, "DATABASE_URL"),
    ({"KEY_DATABASE_URL": "postgresql://keys/s?synchronous_commit=OFF"}, "KEY_DATABASE_URL"),
    ({"DATABASE_URL": "sqlite:////srv/s.db?synchronous=normal", "WORKERS": "1"}, "DATABASE_URL"),
    ({"PGOPTIONS": "-c synchronous_commit=off"}, "PGOPTIONS"),
    ({"DATABASE_URL": "postgresql://db/s?options=-csynchronous_commit%3Doff"}, "DATABASE_URL"),
]


@pytest.mark.parametrize(("change", "named"), REFUSED)
def test_production_refuses(production: dict[str, str], change: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsProblem) as problem:
        Settings.from_environment(production | change)
    assert any(line.startswith(named) for line in problem.value.advice)


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


@pytest.mark.parametrize("name", ["SAMRUM_LEDGER_KEY", "SAMRUM_RECEIPT_KEY", "SAMRUM_LOOKUP_KEY"])
def test_production_knows_each_key_of_the_demo(production: dict[str, str], tmp_path: Path, name: str) -> None:
    with pytest.raises(SettingsProblem):
        Settings.from_environment(production | {name: demo_environment(tmp_path)[name]})


def test_the_demo_identity_provider_cannot_start_in_production(production: dict[str, str]) -> None:
    with pytest.raises(DemoInProduction):
        demo_identity(Settings.from_environment(production), [DemoPerson(name="A", number="198503022383")])
