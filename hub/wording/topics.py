"""What a point of an agenda is about: a category of texts, or a part that every meeting has."""

from collections.abc import Mapping

from hub.wording import N_, gettext
from hub.wording.words import CATEGORIES

PARTS: Mapping[str, str] = {
    "start": N_("Välkommen, och vad mötet ska svara på"),
    "viktigt": N_("Vad som är viktigt för mig"),
    "uppfoljning": N_("Hur det har gått sedan sist"),
    "beslut": N_("Vad vi kommer överens om"),
    "plan": N_("Vem gör vad, och när"),
    "nasta": N_("När vi ses nästa gång"),
}
TOPICS: Mapping[str, str] = {**PARTS, **CATEGORIES}


def topic(code: str) -> str:
    """What a point is about, in the language that is spoken; an unknown code as it is."""
    return gettext(TOPICS[code]) if code in TOPICS else code


def topics() -> list[tuple[str, str]]:
    """Every topic to choose from: code and words."""
    return [(code, gettext(text)) for code, text in TOPICS.items()]
