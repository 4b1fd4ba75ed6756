"""The running application, what came of walking through all of it, and a desk to send bad forms to."""

from tests.hub.bad_input_sent import desk
from tests.hub.loading import any_hub, hub, loaded_town, postgres_hub, town_on_postgres
from tests.hub.prepared import postgres_table, prepared_on_postgres, prepared_town, sqlite_table, table
from tests.hub.sweep_walk import walked

__all__ = [
    "any_hub",
    "desk",
    "hub",
    "loaded_town",
    "postgres_hub",
    "postgres_table",
    "prepared_on_postgres",
    "prepared_town",
    "sqlite_table",
    "table",
    "town_on_postgres",
    "walked",
]
