"""What the page on which staff write down what others said is shown with."""

from typing import Any

from tests.hub.page_facts import HOSTILE, KINDS, NOON, PEOPLE, UNITS

RECORDING: dict[str, Any] = {
    "room": "rum1",
    "guardians": PEOPLE,
    "family": PEOPLE,
    "silenced": [{"id": "s1", "whose": HOSTILE, "told": HOSTILE, "at": NOON}],
    "categories": KINDS,
    "number": "0" * 26,
    "languages": [("sv", "Svenska"), ("ar", "العربية")],
    "lines": [
        {
            "id": f"m{n}",
            "ends": NOON,
            "why": "Vi vill hjälpas åt.",
            "why_hidden": False,
            "about": HOSTILE,
            "to": [UNITS[0][1]],
            "categories": ["Hur jag mår"],
            "units": UNITS,
            "codes": KINDS,
            "parties": PEOPLE,
        }
        for n in (1, 2)
    ],
}
