"""The rules about what may be saved."""

from policies.answer import Reason
from policies.rule import Rule

PART = "Att spara"

LEDGER = Rule(
    "saves.ledger", PART, "0", Reason.LOG_FAILURE, ("pdl_4_3", "solpul_10"),
    "Inget kan sparas just nu, för det går inte att skriva ner vad som händer. Inget har gått förlorat.",
)  # fmt: skip
SESSION = Rule(
    "saves.session", PART, "0", Reason.NO_SESSION, ("hslf_2016_40",),
    "Du behöver logga in med e-legitimation.",
)  # fmt: skip
TOO_GENERAL = Rule(
    "saves.too_general", PART, "1", Reason.TOO_GENERAL, ("osl_12_2",),
    "Ett samtycke ska nämna enheter, ämnen, ändamål, rum och ett slut inom tolv månader.",
)  # fmt: skip
NO_SUCH = Rule(
    "saves.no_such", PART, "1", Reason.NO_CONSENT, ("osl_12_2",),
    "Det finns inget sådant samtycke.",
)  # fmt: skip
NOT_GUARDIAN = Rule(
    "saves.not_guardian", PART, "2", Reason.NOT_GUARDIAN, ("fb_6_11", "osl_12_3"),
    "Den som säger ja har inte den roll för barnet som anges.",
)  # fmt: skip
TOO_WEAK = Rule(
    "saves.too_weak", PART, "3", Reason.NO_SESSION, ("hslf_2016_40",),
    "Ett ja kräver e-legitimation på tillitsnivå 3.",
)  # fmt: skip
UNCONFIRMED = Rule(
    "saves.unconfirmed", PART, "3", Reason.NO_SESSION, ("hslf_2016_40",),
    "Samordningsnumret är inte styrkt, så personen kan inte säga ja här ännu.",
)  # fmt: skip
NOT_INFORMED = Rule(
    "saves.not_informed", PART, "4", Reason.NOT_INFORMED, ("fl_13", "osl_12_2"),
    "Den som säger ja måste förstå språket eller ha en tolk.",
)  # fmt: skip
SPOKEN = Rule(
    "saves.spoken", PART, "5", Reason.INCOMPLETE, ("fl_27",),
    "Ett ja som sägs eller skrivs på papper ska ha vad som sades, av vem och vem som skrev ner det.",
)  # fmt: skip
INCOMPLETE = Rule(
    "saves.incomplete", PART, "6", Reason.INCOMPLETE, ("gdpr_5",),
    "Något som måste finnas med saknas eller är okänt.",
)  # fmt: skip
HIDING = Rule(
    "saves.hiding", PART, "6", Reason.INCOMPLETE, ("osl_12_3", "osl_25_6"),
    "En uppgift döljs bara efter en bedömning som lagen känner; att det är obekvämt räcker inte.",
)  # fmt: skip
PREVENTION = Rule(
    "saves.prevention", PART, "6", Reason.INCOMPLETE, ("fb_6_13",),
    "Ett förhinder ska säga varför det inte kan vänta, och bara ett per vårdnadshavare och år räknas.",
)  # fmt: skip
ABSOLUTE = Rule(
    "saves.absolute", PART, "7", Reason.ABSOLUTE_SECRECY, ("osl_26_3",),
    "Familjerådgivningen delar inget här, inte ens med samtycke.",
)  # fmt: skip
NOT_PUBLISHABLE = Rule(
    "saves.not_publishable", PART, "7", Reason.NOT_PUBLISHABLE, ("sol_14_4",),
    "Anteckningar från råd- och stödsamtal delas inte; de förstörs efteråt.",
)  # fmt: skip
REGISTER = Rule(
    "saves.register", PART, "8", Reason.REGISTER_SECRECY, ("osl_35_3",),
    "Ett utdrag ur belastningsregistret får inte delas här, inte ens med samtycke.",
)  # fmt: skip
NOT_PUBLISHED = Rule(
    "saves.not_published", PART, "9", Reason.NOT_PUBLISHED, ("pdl_5_4",),
    "Det finns ingen sådan uppgift.",
)  # fmt: skip
ASSIGNMENT = Rule(
    "saves.assignment", PART, "9", Reason.NO_ASSIGNMENT, ("pdl_4_1",),
    "Du har inget uppdrag som gäller för det här just nu.",
)  # fmt: skip
NOT_FAMILY = Rule(
    "saves.not_family", PART, "9", Reason.NOT_GUARDIAN, ("fb_6_11", "osl_12_1"),
    "Bara barnet självt, vårdnadshavaren eller den som det handlar om sparar här.",
)  # fmt: skip
PERMITTED = Rule(
    "saves.permitted", PART, "ja", Reason.PERMITTED, ("osl_12_2",),
    "Det går att spara.",
)  # fmt: skip
NEVER_REFUSED = Rule(
    "saves.never_refused", PART, "ja", Reason.PERMITTED, ("osl_12_2",),
    "Ett nej tas alltid emot.",
)  # fmt: skip

SAVING = (
    LEDGER, SESSION, TOO_GENERAL, NO_SUCH, NOT_GUARDIAN, TOO_WEAK, UNCONFIRMED, NOT_INFORMED, SPOKEN,
    INCOMPLETE, HIDING, PREVENTION, ABSOLUTE, NOT_PUBLISHABLE, REGISTER, NOT_PUBLISHED, ASSIGNMENT,
    NOT_FAMILY, PERMITTED, NEVER_REFUSED,
)  # fmt: skip
