"""What to do about a field that the policies would not take: plain words, where the reason is the auditor's."""

from collections.abc import Mapping

from hub.wording import N_, gettext

MENDING: Mapping[tuple[str, str], str] = {
    ("TOO_GENERAL", "from_units"): N_("Välj vilka som ska få dela med sig, bland dem som finns här."),
    ("TOO_GENERAL", "to_units"): N_("Välj vilka som ska få läsa, bland dem som finns här."),
    ("TOO_GENERAL", "categories"): N_("Välj minst ett av ämnena som finns här."),
    ("TOO_GENERAL", "purpose"): N_("Ändamålet passar inte det här rummet. Läs in sidan igen."),
    ("TOO_GENERAL", "meeting"): N_("Mötet finns inte i det här rummet. Läs in sidan igen."),
    ("TOO_GENERAL", "ends"): N_("Skriv en dag efter den första dagen, högst 12 månader senare."),
    ("INCOMPLETE", "subject"): N_("Välj vem medgivandet gäller."),
    ("INCOMPLETE", "motive"): N_("Skriv varför ni frågar. Familjen läser det innan de svarar."),
    ("INCOMPLETE", "categories"): N_("Välj minst ett av ämnena som finns här."),
    ("INCOMPLETE", "subjects"): N_("Välj vem texten handlar om, bland dem som finns här."),
    ("INCOMPLETE", "released_to"): N_("Välj minst en som får läsa, bland dem som finns här."),
    ("INCOMPLETE", "family_readers"): N_(
        "Bara familjen väljer vem i familjen som får läsa, bland dem som finns här."
    ),
    ("INCOMPLETE", "unit"): N_("Din enhet finns inte här. Läs in sidan igen."),
    ("INCOMPLETE", "item"): N_("Texten kom inte med. Läs in sidan igen."),
    ("REGISTER_SECRECY", "register"): N_("Ett utdrag ur belastningsregistret får inte delas här."),
    ("ABSOLUTE_SECRECY", "unit"): N_("Din enhet delar inget här, inte ens med samtycke."),
    ("NOT_PUBLISHABLE", "unit"): N_("Din enhet får inte dela sina texter här."),
    ("NO_ASSIGNMENT", "unit"): N_("Du har bytt uppdrag. Läs in sidan igen."),
    ("INCOMPLETE", "said"): N_("Skriv vad personen sa. Det behövs vid ett ja."),
    ("INCOMPLETE", "by"): N_("Ett ja gäller bara den som själv sa det. Välj samma person på båda ställena."),
    ("INCOMPLETE", "recorded_by"): N_(
        "Du som skriver ner svaret måste själv vara inloggad. Läs in sidan igen."
    ),
    ("INCOMPLETE", "answered"): N_("Någon på din enhet har redan svarat. Läs svaret i rummet."),
    ("INCOMPLETE", "whose"): N_("Välj någon i barnets familj."),
    ("INCOMPLETE", "told"): N_("Välj någon annan i barnets familj."),
    ("INCOMPLETE", "many"): N_("Du har redan många frågor som väntar. Vänta tills någon har svarat."),
    ("INCOMPLETE", "promised"): N_("Ni har redan sagt när ni svarar. Det går bara en gång."),
    ("INCOMPLETE", "due"): N_(
        "Skriv en dag efter den dag då svaret ska komma, högst 30 dagar senare. Det går bara i tid."
    ),
    ("INCOMPLETE", "parts"): N_(
        "Du kan inte välja bort det ensam. Svara på hela frågan i stället, eller prata med någon i rummet."
    ),
    ("NOT_INFORMED", "language"): N_("Personen förstår inte språket. Ha med en tolk och kryssa för det."),
    ("NOT_GUARDIAN", "capacity"): N_("Den personen kan inte säga ja till det här. Välj någon annan."),
    ("NO_SESSION", "by"): N_("Personens nummer är inte styrkt. Personen kan inte säga ja här än."),
    ("NO_CONSENT", "consent"): N_("Frågan finns inte längre. Läs in sidan igen."),
    ("NOT_GUARDIAN", "guardian"): N_("Välj en av barnets vårdnadshavare."),
    ("INCOMPLETE", "urgent"): N_("Skriv varför det inte kan vänta."),
    ("INCOMPLETE", "reason"): N_("Välj ett av skälen som finns."),
    ("INCOMPLETE", "guardian"): N_("Det finns redan ett hinder för den personen. Det går bara ett per år."),
}
"""By the reason of the answer and the fact that is at fault, as the policies name it."""

BY_REASON: Mapping[str, str] = {
    "TOO_GENERAL": N_("Välj något av det som finns här. Det får inte vara för allmänt."),
    "INCOMPLETE": N_("Något saknas eller passar inte. Fyll i det och skicka igen."),
    "NOT_GUARDIAN": N_("Den personen kan inte svara här. Välj någon annan."),
    "NO_ASSIGNMENT": N_("Du har inget uppdrag som gäller för det här. Byt uppdrag."),
    "NO_SESSION": N_("Inloggningen räcker inte. Logga in med e-legitimation."),
}
OTHERWISE = N_("Det går inte att spara så. Ändra och skicka igen.")


def mend(reason: str, where: str) -> str:
    """What to do about the field `where`, in the language that is spoken."""
    return gettext(MENDING.get((reason, where)) or BY_REASON.get(reason, OTHERWISE))


def no_end() -> str:
    """A question without an end."""
    return gettext(N_("Skriv den dag då det slutar gälla."))


def unseen() -> str:
    """Signs that turn a text around, or that nobody sees."""
    return gettext(N_("Texten har tecken som inte går att visa. Skriv om den."))


def tells_a_place() -> str:
    """Nobody has said that the text tells no place."""
    return gettext(N_("Ta bort det som säger var någon bor eller finns, och kryssa sedan här."))


def yes_to_all() -> str:
    """A recorded yes with parts chosen."""
    return gettext(
        N_(
            "Ett ja här gäller hela frågan. Gäller det bara en del: anteckna först det personen säger nej till."
        )
    )


def heavy(lix: int) -> str:
    """Words for a family that are too hard to read; `lix` as measured."""
    return gettext(
        N_(
            "Texten är svår att läsa (LIX %(lix)d). Skriv kortare meningar och vanligare ord. "
            "Under 40 är bra, över 50 går inte att skicka."
        )
    ) % {"lix": lix}


def ends_too_soon() -> str:
    """An end that is not after the start."""
    return gettext(N_("Det måste sluta efter den första dagen."))


def ends_before() -> str:
    """A last day before the first."""
    return gettext(N_("Den sista dagen är före den första."))


def ends_too_late() -> str:
    """An end more than twelve months after the start."""
    return gettext(N_("Det får gälla i högst 12 månader. Välj en tidigare dag."))


def is_over() -> str:
    """An end that has been."""
    return gettext(N_("Sista dagen har redan varit."))


def has_begun() -> str:
    """A start or a meeting before today."""
    return gettext(N_("Dagen har redan varit. Välj i dag eller senare."))


def view_gone() -> str:
    """What somebody wrote their view on is not there for them any more, if it ever was."""
    return gettext(
        N_(
            "Texten som du skrev om går inte att läsa nu. Det du skrev står kvar här. Du kan logga in igen i en "
            "annan flik och sedan försöka igen, eller lägga in det som en egen text."
        )
    )


def saved_before() -> str:
    """A form that was sent before with other words, as the back button brings it again: these are not lost."""
    return gettext(
        N_(
            "Det här är inte sparat än: sidan har redan använts till något annat. Skicka igen för att spara det."
        )
    )
