"""What Piccolo's own command reads when a developer makes a new migration: `piccolo migrations new hub --auto`."""

import os

from piccolo.conf.apps import AppRegistry

from consent.database import engine_for

DB = engine_for(os.environ.get("DATABASE_URL", "sqlite:///data/samrum.sqlite"))
APP_REGISTRY = AppRegistry(
    apps=["consent.ledger.piccolo_app", "consent.piccolo_app", "hub.piccolo_app", "consent.keys.piccolo_app"]
)
