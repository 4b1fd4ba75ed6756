"""The words for every code that a screen shows: the same when asking, reviewing and withdrawing."""

from collections.abc import Mapping

from consent.words import FAMILY
from hub.wording import N_, gettext
from hub.wording.entries import ENTRY_CODES, ENTRY_FIELDS
from hub.wording.events import EVENTS
from hub.wording.fields import FIELDS
from hub.wording.purposes import OWN, PURPOSES
from hub.wording.reasons import DECISIONS, REASONS
from hub.wording.roles import ROLES

CATEGORIES: Mapping[str, str] = {
    "franvaro": N_("Skola och närvaro"),
    "larande": N_("Lärande och stöd i skolan"),
    "maende": N_("Hur jag mår"),
    "diagnos": N_("Diagnos och behandling"),
    "insatser": N_("Stöd vi får"),
    "familj": N_("Familj och hem"),
    "missbruk": N_("Alkohol och droger"),
    "drogtest": N_("Drogtest"),
    "brott": N_("Brott och polis"),
    "kontakt": N_("Adress och kontakt"),
}
CAPACITIES: Mapping[str, str] = {
    "self": N_("för egen del"),
    "guardian": N_("som vårdnadshavare"),
    "god_man": N_("som god man"),
    "board": N_("för socialnämnden"),
}
ACTS: Mapping[str, str] = {"grant": N_("sa ja"), "refuse": N_("sa nej"), "withdraw": N_("slutade dela")}
HOWS: Mapping[str, str] = {
    "eid": N_("med e-legitimation"),
    "oral": N_("muntligt"),
    "paper": N_("på papper"),
}
OUTCOMES: Mapping[str, str] = {
    "not_mature": N_("inte mogen att bestämma"),
    "mature": N_("mogen att vara med och bestämma"),
    "decides_alone": N_("bestämmer själv"),
}
MEETINGS: Mapping[str, str] = {"planned": N_("planerat"), "open": N_("pågår"), "closed": N_("avslutat")}
GROUNDS: Mapping[str, str] = {
    "betydande_men": N_("barnet kan fara illa om det visas"),
    "child_decides": N_("barnet bestämmer själv"),
    "child_25_6": N_("skyddar barnets vård"),
}


def word(table: Mapping[str, str], code: str) -> str:
    """The word for a code in the language that is spoken; an unknown code is shown as it is."""
    return gettext(table[code]) if code in table else code


def category(code: str) -> str:
    """What a text is about."""
    return word(CATEGORIES, code)


def purpose(code: str) -> str:
    """What a room is for."""
    return word({**PURPOSES, **OWN}, code)


def purposes() -> list[tuple[str, str]]:
    """Every purpose to choose from: code and words."""
    return [(code, gettext(text)) for code, text in PURPOSES.items()]


def role(code: str) -> str:
    """A staff member's role."""
    return word(ROLES, code)


def capacity(code: str) -> str:
    """In what capacity somebody acted."""
    return word(CAPACITIES, code)


def act(code: str) -> str:
    """What somebody did about a consent."""
    return word(ACTS, code)


def how(code: str) -> str:
    """How an act was made."""
    return word(HOWS, code)


def outcome(code: str) -> str:
    """What an assessment of maturity came to."""
    return word(OUTCOMES, code)


def meeting(code: str) -> str:
    """The state of a sitting."""
    return word(MEETINGS, code)


def ground(code: str) -> str:
    """Why an item is hidden."""
    return word(GROUNDS, code)


def event(kind: str) -> str:
    """What happened, for a kind of entry in the ledger."""
    return word(EVENTS, kind)


def reason(code: str) -> str:
    """The true reason of an answer, for auditors only."""
    return word(REASONS, code)


def decision(code: str) -> str:
    """What the gate decided."""
    return word(DECISIONS, code)


def field(name: str) -> str:
    """What a form's field is called; nothing for one that no page shows."""
    return gettext(FIELDS[name]) if name in FIELDS else ""


def does(shares: bool, reads: bool) -> str:
    """What a unit would do if it is said yes to."""
    if shares and reads:
        return gettext(N_("Får läsa, och får dela det de har skrivit här."))
    return gettext(N_("Får läsa.") if reads else N_("Får dela det de har skrivit här."))


def answer_it() -> str:
    """The fault of something that has been neither said yes nor no to."""
    return gettext(N_("Svara ja eller nej."))


def choose_one() -> str:
    """The fault of a form in which nobody is ticked."""
    return gettext(N_("Välj minst en."))


def choose_something() -> str:
    """The fault of a form that asks to stop a part and names none."""
    return gettext(N_("Välj minst en enhet eller ett ämne, eller sluta dela allt."))


def unit_name(unit: str, units: Mapping[str, str]) -> str:
    """What a unit is called beside the name of somebody who writes there: an agency's by its own name."""
    return gettext(N_("Familjen")) if unit == FAMILY else units.get(unit, unit)


def family_unit() -> str:
    """What the family's own unit is called where it stands beside the agencies'."""
    return gettext(N_("Familjen själv"))


def entry_field(name: str) -> str:
    """What a field of an entry in the ledger is called; an unknown one by its code."""
    return word(ENTRY_FIELDS, name)


def entry_code(code: str) -> str:
    """The word for a code that stands in entries alone; an unknown one is shown as it is."""
    return word(ENTRY_CODES, code)


def protected_person() -> str:
    """What stands in the place of a protected person's name."""
    return gettext(N_("Skyddad person"))


def all_categories() -> str:
    """What an assessment that names no category is about."""
    return gettext(N_("Alla ämnen"))


def yes_or_no(yes: bool) -> str:
    """A fact that holds or does not."""
    return gettext(N_("Ja")) if yes else gettext(N_("Nej"))


def rules_named(number: int) -> str:
    """What the sentence of a rule is called, where one or one of several gave the reason."""
    return gettext(N_("Regeln")) if number == 1 else gettext(N_("En av reglerna"))
