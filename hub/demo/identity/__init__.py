"""A small real OpenID provider of made-up people, for the demo and the tests only."""

from hub.demo.identity.people import DemoPerson
from hub.demo.identity.provider import DemoInProduction
from hub.demo.identity.routes import demo_identity

__all__ = ["DemoInProduction", "DemoPerson", "demo_identity"]
