"""What a subcommand needs before it can begin: settings, and databases that can be reached."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from consent.database import FAILURES, DatabaseRefused
from consent.errors import KeyGone, Malformed
from hub.cli.exits import UNREACHABLE, WRONG_USE, Stop
from hub.demo.settings import demo_settings
from hub.settings import Settings, SettingsProblem


def settings_for(*, demo: bool = False) -> Settings:
    """The settings of the environment, or the demo's own. Stops with advice when one is missing or wrong."""
    try:
        return demo_settings(os.environ) if demo else Settings.from_environment(os.environ)
    except SettingsProblem as problem:
        raise Stop(WRONG_USE, str(problem)) from problem


@contextmanager
def databases_within_reach() -> Iterator[None]:
    """Within this, a database that can't be used stops the command with the reason, without a traceback."""
    try:
        yield
    except DatabaseRefused as refused:
        raise Stop(UNREACHABLE, str(refused)) from refused
    except FAILURES as failure:
        raise Stop(UNREACHABLE, f"the database can't be used: {_plain(failure)}") from failure
    except (KeyGone, Malformed) as wrong:
        raise Stop(WRONG_USE, f"the keys in the settings don't fit this data: {wrong}") from wrong


def _plain(failure: BaseException) -> str:
    text = str(failure).strip().splitlines()
    return text[0] if text else type(failure).__name__
