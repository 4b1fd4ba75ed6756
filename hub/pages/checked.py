"""The answers that somebody gave one thing at a time, as the page shows them on which they are checked."""

from collections.abc import Sequence
from dataclasses import replace

from hub.pages.cards import Card
from hub.pages.shown import Lines, time_of, why_of
from hub.wording import N_, words
from hub.wording import gettext as _

Answers = Sequence[tuple[str, ...]]
"""What was asked, line by line, and at last what was answered: `ja` or `nej`."""

NO_STAYS = N_(
    "Det du säger nej till delas inte, vad andra än svarar. De andra som har fått frågan ser att det är borttaget. "
    "Vill du ändra ett nej sen måste de fråga på nytt."
)

NOT_YET = N_(
    "Inget delas med stöd av den här frågan förrän alla som måste svara har sagt ja. Du kan ändra dig när du vill."
)
NOTHING_LEFT = N_("Då finns det inget kvar att dela. Du säger nej till frågan.")


def parts(card: Card, units: Answers, categories: Answers, *, shares: bool) -> Lines:
    """The answers to check before they are sent: what was asked with what was answered, and what comes of it."""
    rows = [(_("Vilka"), units), (_("Ämnen"), categories)]
    some = any(one[-1] == "nej" for _heading, asked in rows for one in asked)
    comes = [NO_STAYS] * some + [NOT_YET] * bool(card.others) if shares else [NOTHING_LEFT]
    return (
        card.subject,
        words.purpose(card.consent.purpose),
        *why_of(replace(card, new_motive=False)),
        _("Kontrollera dina svar"),
        *(line for heading, asked in rows for line in (heading, *_each(asked))),
        *time_of(card),
        *(_(line) for line in comes),
    )


def _each(answers: Answers) -> Lines:
    return tuple(
        line for one in answers for line in (*filter(None, one[:-1]), words.yes_or_no(one[-1] == "ja"))
    )
