"""What Piccolo reads as its settings while a migration runs: the engine of that migration, as `DB`."""

from contextvars import ContextVar
from typing import Any

from piccolo.engine import Engine

engine: "ContextVar[Engine[Any]]" = ContextVar("engine_being_migrated")


def __getattr__(name: str) -> object:
    if name == "DB":
        return engine.get()
    raise AttributeError(name)
