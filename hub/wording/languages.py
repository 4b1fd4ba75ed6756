"""The languages that families can read in, and what each is called by those who speak it."""

from collections.abc import Mapping

SOURCE = "sv"
SIMPLE = "sv-simple"

NAMES: Mapping[str, str] = {
    SOURCE: "Svenska",
    SIMPLE: "Lättläst svenska",
    "en": "English",
    "ar": "العربية",
    "so": "Soomaali",
    "ti": "ትግርኛ",
    "fa": "فارسی / دری",
    "uk": "Українська",
    "fi": "Suomi",
}
"""By language tag (RFC 5646); `simple` is a registered variant."""

ALSO_READ_AS: Mapping[str, str] = {
    "prs": "fa",
    "fas": "fa",
    "ara": "ar",
    "tir": "ti",
    "som": "so",
    "swe": SOURCE,
}
"""Dari is read in the Persian texts; other codes (ISO 639-3) of the same languages."""

RIGHT_TO_LEFT = frozenset({"ar", "fa"})


def best_of(wanted: list[str], there: tuple[str, ...]) -> str:
    """The first wanted language tag (RFC 5646) that is there, otherwise Swedish."""
    for tag in wanted:
        first, _, rest = tag.lower().partition("-")
        known = SIMPLE if (first, rest) == (SOURCE, "simple") else ALSO_READ_AS.get(first, first)
        if known in there:
            return known
    return SOURCE
