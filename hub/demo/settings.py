"""The settings under which the demo runs: keys of its own in its data folder, and what the environment chose."""

import base64
import json
import os
from collections.abc import Mapping
from itertools import count as count_up
from pathlib import Path

from hub.demo.keys import KEPT_IN, demo_environment, demo_key
from hub.settings import Settings, SettingsProblem
from hub.settings_production import DEMO_ID
from hub.settings_values import Mode, count

CHOSEN = ("DATABASE_URL", "KEY_DATABASE_URL", "PORT", "SAMRUM_FORUMS")
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


def draw_new_kek(data: Path) -> None:
    """Put a freshly drawn key-encryption key before the demo's others, as an operator would in SAMRUM_KEK."""
    path = data / KEPT_IN
    kept = json.loads(path.read_text())
    keks = kept["SAMRUM_KEK"].split(",")
    taken = {kek.partition(":")[0] for kek in keks}
    name = next(name for number in count_up(1) if (name := f"{DEMO_ID}{number}") not in taken)
    kept["SAMRUM_KEK"] = ",".join([f"{name}:{base64.b64encode(demo_key()).decode()}", *keks])
    half = path.with_suffix(".new")
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(kept, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)
