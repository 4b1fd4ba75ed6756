"""What the application reads of its handlers' signatures, which are the same in every test."""

from functools import cache

from hub.app import PAGES


@cache
def read_once() -> None:
    """Keep what the first application read for the next ones, which copy it: a third of what making one takes."""
    for module in PAGES:
        for route in module.ROUTES:
            _ = route.signature_model
