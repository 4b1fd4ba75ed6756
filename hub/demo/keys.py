"""The demo's settings: made once, kept in its data folder, recognisable so that production refuses them."""

import base64
import json
import os
import secrets
from pathlib import Path

from joserfc.jwk import ECKey

from hub.settings_production import DEMO_ID, DEMO_MARK, DEMO_PROVIDER
from hub.settings_values import KEY_BYTES

KEPT_IN = "demo-settings.json"


def demo_environment(data: Path, *, port: int = 8000, public_url: str | None = None) -> dict[str, str]:
    """The environment in which the demo runs, for `Settings.from_environment`.

    Keys are drawn at the first call and read from `data` at every later one. `port` may change between calls.
    """
    address = public_url or f"http://127.0.0.1:{port}"
    return {
        **_kept(data),
        "SAMRUM_MODE": "demo",
        "SAMRUM_DATA": str(data),
        "SAMRUM_ORIGIN": "demo.samrum.invalid/log",
        "PORT": str(port),
        "PUBLIC_URL": address,
        "OIDC_ISSUER": address + DEMO_PROVIDER,
        "OIDC_CLIENT_ID": "samrum-demo",
    }


def demo_key() -> bytes:
    """32 bytes: the mark of the demo, then 128 random bits."""
    return DEMO_MARK + secrets.token_bytes(KEY_BYTES - len(DEMO_MARK))


def _kept(data: Path) -> dict[str, str]:
    path = data / KEPT_IN
    if path.exists():
        kept: dict[str, str] = json.loads(path.read_text())
        return kept
    data.mkdir(parents=True, exist_ok=True)
    drawn = _draw()
    # Nobody else may read it, and a start that is cut short leaves no half of it behind.
    half = path.with_suffix(".new")
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(drawn, file, indent=1)
    half.replace(path)
    return drawn


def _draw() -> dict[str, str]:
    ledger, receipt, lookup, kek = (base64.b64encode(demo_key()).decode() for _ in range(4))
    client = ECKey.generate_key("P-256", {"kid": DEMO_ID + "client"}, private=True)
    return {
        "SAMRUM_LEDGER_KEY": ledger,
        "SAMRUM_RECEIPT_KEY": receipt,
        "SAMRUM_LOOKUP_KEY": lookup,
        "SAMRUM_KEK": f"{DEMO_ID}1:{kek}",
        "OIDC_CLIENT_KEY": json.dumps(client.as_dict(private=True)),
    }
