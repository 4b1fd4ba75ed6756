"""Every event as it stands in the ledger."""

from dataclasses import fields

import pytest

from consent import events
from consent.events import Event

ALL = [
    one
    for one in vars(events).values()
    if isinstance(one, type) and issubclass(one, Event) and one is not Event
]


@pytest.mark.parametrize("event", ALL)
def test_no_field_takes_the_place_of_what_every_event_has(event: type[Event]) -> None:
    """A field that is named `kind` would be what the entry calls itself."""
    own = {field.name for field in fields(event)} - {"room"}
    assert own & set(dir(Event)) == set()
