"""A login where hub and provider share a secret, because the provider can't do better."""

from pathlib import Path

import pytest

from tests.hub.login.hub_under_test import MOTHER, running_hub

SECRET = "of the tests alone: & % +/="


@pytest.mark.parametrize(("known", "status"), [(SECRET, 200), ("another", 403)])
async def test_the_secret_opens(sqlite_url: str, tmp_path: Path, known: str, status: int) -> None:
    async with running_hub(sqlite_url, tmp_path, OIDC_CLIENT_KEY="", OIDC_CLIENT_SECRET=SECRET) as hub:
        hub.provider.client._secret = known
        assert (await hub.browser().log_in(MOTHER)).status_code == status
