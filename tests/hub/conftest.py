"""The running application, and what came of walking through all of it, for every test of the hub."""

from tests.hub.running import hub, loaded_town
from tests.hub.sweep_walk import walked

__all__ = ["hub", "loaded_town", "walked"]
