"""What a subcommand needs before it can begin: settings, and databases that can be reached."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from consent.database import FAILURES, DatabaseRefused
from consent.errors import KeyGone, Malformed
from hub.cli.exits import UNREACHABLE, WRONG_USE, Stop
from hub.demo.keys import KEPT_IN
from hub.demo.settings import data_folder, demo_settings
from hub.meeting import forums
from hub.settings import Settings, SettingsProblem


def settings_for(*, demo: bool = False) -> Settings:
    """The settings of the environment, or of the demo that is there. Stops with advice about wrong ones."""
    if demo and not (data_folder(os.environ) / KEPT_IN).exists():
        raise Stop(
            WRONG_USE, f"there is no demo in {data_folder(os.environ)} yet; start one with samrum demo"
        )
    with _advice():
        return _whole(demo_settings(os.environ) if demo else Settings.from_environment(os.environ))


def new_demo_settings() -> Settings:
    """The demo's own settings, made where there are none yet."""
    with _advice():
        return _whole(demo_settings(os.environ))


def _whole(settings: Settings) -> Settings:
    """The settings, once the files that they name are found to be right."""
    forums.load(settings.forums)
    return settings


@contextmanager
def _advice() -> Iterator[None]:
    try:
        yield
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
