"""The words of an item: what is sealed, and nothing that the gate decides on."""

from dataclasses import dataclass

MOST_TEXT = 20_000
MOST_TITLE = 120
MOST_PLACE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A heading, a text, and apart from them the place, which a redacted reading leaves out."""

    title: str
    text: str
    place: str = ""
