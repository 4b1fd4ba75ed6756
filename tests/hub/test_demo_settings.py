"""The demo's settings: keys that are made once, and what may and may not be chosen."""

import stat
from pathlib import Path

import pytest

from hub.demo.settings import demo_settings, draw_new_kek
from hub.settings import SettingsProblem
from hub.settings_values import Mode


def test_the_keys_are_made_once_and_nobody_else_may_read_them(tmp_path: Path) -> None:
    first = demo_settings({"SAMRUM_DATA": str(tmp_path)})
    assert demo_settings({"SAMRUM_DATA": str(tmp_path)}) == first
    assert first.mode is Mode.DEMO
    assert first.oidc_issuer == first.public_url + "/demo-idp"
    for file in tmp_path.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name


def test_the_port_and_the_address_go_together(tmp_path: Path) -> None:
    here = demo_settings({"SAMRUM_DATA": str(tmp_path), "PORT": "8123"})
    assert (here.port, here.public_url) == (8123, "http://127.0.0.1:8123")
    away = demo_settings({"SAMRUM_DATA": str(tmp_path), "PUBLIC_URL": "https://demo.example.se"})
    assert away.oidc_issuer == "https://demo.example.se/demo-idp"


def test_the_demo_never_runs_as_production_or_in_several_processes(tmp_path: Path) -> None:
    with pytest.raises(SettingsProblem, match="no demo may run"):
        demo_settings({"SAMRUM_DATA": str(tmp_path), "SAMRUM_MODE": "production"})
    assert demo_settings({"SAMRUM_DATA": str(tmp_path), "WORKERS": "4"}).workers == 1


def test_a_new_key_comes_before_the_old_one(tmp_path: Path) -> None:
    first = demo_settings({"SAMRUM_DATA": str(tmp_path)})
    for _ in range(2):
        draw_new_kek(tmp_path)
    held = demo_settings({"SAMRUM_DATA": str(tmp_path)}).keks
    assert [kek.id for kek in held] == ["demo-3", "demo-2", "demo-1"]
    assert held[-1] == first.keks[0]
    assert len({kek.key for kek in held}) == 3
