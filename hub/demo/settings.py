"""The settings under which the demo runs: keys of its own in its data folder, and what the environment chose."""

from collections.abc import Mapping
from pathlib import Path

from hub.demo.keys import demo_environment
from hub.settings import Settings, SettingsProblem
from hub.settings_values import Mode, count

CHOSEN = ("DATABASE_URL", "KEY_DATABASE_URL", "PORT")
"""What somebody may choose for the demo. It is one process: its identity provider remembers in memory."""


def data_folder(env: Mapping[str, str]) -> Path:
    """Where the demo keeps everything; `data` in the working folder unless SAMRUM_DATA names another."""
    return Path(env.get("SAMRUM_DATA", "").strip() or "data").expanduser().absolute()


def demo_settings(env: Mapping[str, str]) -> Settings:
    """The demo's settings; its keys are made at the first call. Raises SettingsProblem with advice."""
    if env.get("SAMRUM_MODE", "demo") == Mode.PRODUCTION:
        raise SettingsProblem(["SAMRUM_MODE: is production, where no demo may run; unset it"])
    data = data_folder(env)
    chosen = {name: env[name] for name in CHOSEN if env.get(name, "").strip()}
    address = env.get("PUBLIC_URL", "").strip() or None
    try:
        made = demo_environment(data, port=_port(chosen.get("PORT")), public_url=address)
    except OSError as error:
        advice = f"SAMRUM_DATA: {data} can't be used ({error.strerror}); name a folder that can be written"
        raise SettingsProblem([advice]) from error
    return Settings.from_environment({**made, **chosen, "WORKERS": "1"})


def _port(text: str | None) -> int:
    """The port for the demo's address; a wrong one is told by the settings, together with the rest."""
    try:
        return count(1, 65535)((text or "8000").strip())
    except ValueError:
        return 8000
