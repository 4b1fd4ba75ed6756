"""The running application, what came of walking through all of it, and a desk to send bad forms to."""

from tests.hub.bad_input_sent import desk, table
from tests.hub.loading import any_hub, hub, loaded_town, postgres_hub, town_on_postgres
from tests.hub.sweep_walk import walked

__all__ = ["any_hub", "desk", "hub", "loaded_town", "postgres_hub", "table", "town_on_postgres", "walked"]
