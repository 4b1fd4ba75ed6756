"""What is wrong with one value, in plain words instead of the library's."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hub.wording import N_, gettext


@dataclass(frozen=True, slots=True)
class Wrong:
    """One fault: the field's name (empty for the whole) and a sentence in the reader's language."""

    where: str
    what: str


def on_page(faults: Iterable[Wrong]) -> dict[str, Any]:
    """What a form's page says of them: at its top, and beside each field."""
    found = [(fault.where, fault.what) for fault in faults]
    return {"faults": found, "fault": dict(found)}


KNOWN: tuple[tuple[str, str], ...] = (
    (r"missing required field|Missing required", N_("Det saknas. Fyll i det.")),
    (r"unknown field", N_("Fältet är okänt. Ta bort det.")),
    (r"of length <=", N_("Det är för långt.")),
    (r"of length >=", N_("Det är för kort.")),
    (r"Expected `(int|float|decimal)", N_("Skriv ett tal.")),
    (r"(Expected|Invalid) `?(date|datetime|RFC3339)", N_("Skriv ett datum som finns.")),
    (r"Invalid UUID|Expected `uuid`", N_("Värdet är inte ett giltigt nummer.")),
    (r"Invalid enum value", N_("Välj ett av svaren som finns.")),
    (r"JSON|malformed|decode", N_("Det går inte att läsa.")),
)
"""What the libraries say, as patterns, and what we say. Theirs may quote the value and is never shown."""

OTHERWISE = N_("Värdet går inte att använda.")
FIELD = re.compile(r"^[A-Za-z_][A-Za-z0-9_.\-\[\]]{0,60}$")


def in_words(found: Mapping[str, Any]) -> Wrong:
    """One entry of Litestar's `extra`, in our words; a name that no field could have is left out."""
    said = str(found.get("message", ""))
    where = str(found.get("key", ""))
    named = re.search(r"field `([a-z_]{1,40})`", said)
    if named and where in {"", "data"}:
        where = named.group(1)
    sentence = next((ours for theirs, ours in KNOWN if re.search(theirs, said)), OTHERWISE)
    return Wrong(where if FIELD.match(where) else "", gettext(sentence))
