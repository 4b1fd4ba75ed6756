"""The running application, what came of walking through all of it, and a desk to send bad forms to."""

from tests.hub.bad_input_sent import desk
from tests.hub.running import hub, loaded_town
from tests.hub.sweep_walk import walked

__all__ = ["desk", "hub", "loaded_town", "walked"]
