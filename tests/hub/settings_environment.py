"""An environment that production takes, for the tests of settings to spoil."""

import base64
import json
import secrets

from joserfc.jwk import ECKey


def random_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def client_key(kid: str = "hub-1") -> str:
    return json.dumps(ECKey.generate_key("P-256", {"kid": kid}, private=True).as_dict(private=True))


def production_environment(folder: str) -> dict[str, str]:
    """Everything that production needs, with keys drawn anew."""
    return {
        "SAMRUM_MODE": "production",
        "SAMRUM_DATA": folder,
        "DATABASE_URL": "postgresql://samrum@db/samrum",
        "KEY_DATABASE_URL": "postgresql://samrum@keys/keys",
        "SAMRUM_KEK": f"2026:{random_key()},2025:{random_key()}",
        "SAMRUM_LEDGER_KEY": random_key(),
        "SAMRUM_RECEIPT_KEY": random_key(),
        "SAMRUM_LOOKUP_KEY": random_key(),
        "SAMRUM_ORIGIN": "samrum.example.se/log",
        "PUBLIC_URL": "https://samrum.example.se/",
        "OIDC_ISSUER": "https://idp.example.se",
        "OIDC_CLIENT_ID": "samrum",
        "OIDC_CLIENT_KEY": client_key(),
        "WORKERS": "4",
    }
