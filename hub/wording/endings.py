"""Why no other sitting is planned when one closes."""

from collections.abc import Mapping

from hub.wording import N_, gettext

ENDINGS: Mapping[str, str] = {
    "klart": N_("Vi är klara: det vi kom överens om är gjort."),
    "onskan": N_("Familjen vill inte träffas fler gånger nu."),
    "annat": N_("Stödet fortsätter utan gemensamma möten."),
}


def endings() -> list[tuple[str, str]]:
    """Each code and its sentence, in the order in which they are offered."""
    return [(code, gettext(said)) for code, said in ENDINGS.items()]
