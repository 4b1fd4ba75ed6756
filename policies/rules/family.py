"""The rules that a family member's reading meets, in their order."""

from policies.answer import Reason
from policies.rule import Rule

PART = "Familjen läser"

LEDGER = Rule(
    "family.ledger", PART, "1", Reason.LOG_FAILURE, ("pdl_4_3", "solpul_10"),
    "Inget kan öppnas just nu, för det går inte att skriva ner vem som läser. Inget har gått förlorat.",
)  # fmt: skip
SESSION = Rule(
    "family.session", PART, "2", Reason.NO_SESSION, ("hslf_2016_40",),
    "Du behöver logga in med e-legitimation.",
)  # fmt: skip
PUBLISHED = Rule(
    "family.published", PART, "3", Reason.NOT_PUBLISHED, ("pdl_5_4",),
    "Det finns ingen sådan uppgift.",
)  # fmt: skip
GUARDIAN = Rule(
    "family.guardian", PART, "4", Reason.NOT_GUARDIAN, ("osl_12_1", "osl_12_3", "fb_6_11"),
    "Bara barnet självt, vårdnadshavaren eller den som uppgiften handlar om läser den.",
)  # fmt: skip
PROTECTED = Rule(
    "family.protected", PART, "5", Reason.PROTECTED, ("osl_21_3",),
    "Uppgifter om en skyddad person läser bara den som står på personens egen lista.",
)  # fmt: skip
REGISTER = Rule(
    "family.register", PART, "6", Reason.REGISTER_SECRECY, ("osl_35_3",),
    "Ett utdrag ur belastningsregistret får inte delas här, inte ens med samtycke.",
)  # fmt: skip
ABSOLUTE = Rule(
    "family.absolute", PART, "6", Reason.ABSOLUTE_SECRECY, ("osl_26_3",),
    "Enheten har absolut sekretess, som ett samtycke inte häver här.",
)  # fmt: skip
HIDDEN_FROM_CHILD = Rule(
    "family.hidden_from_child", PART, "7", Reason.HIDDEN_FROM_CHILD, ("osl_25_6",),
    "Uppgiften är dold för barnet efter en bedömning.",
)  # fmt: skip
FRESH_LOGIN = Rule(
    "family.fresh_login", PART, "8", Reason.NO_SESSION, ("osl_12_3",),
    "Logga in igen för att se allt.",
)  # fmt: skip
HIDDEN = Rule(
    "family.hidden", PART, "9", Reason.HIDDEN_FROM_GUARDIAN, ("osl_12_3",),
    "Uppgiften är dold efter en bedömning, eller så bestämmer den unga själv över den.",
)  # fmt: skip
RELEASED = Rule(
    "family.released", PART, "10", Reason.NOT_RELEASED, ("osl_12_1",),
    "Det som någon i familjen har skrivit är den personens eget tills den delar det.",
)  # fmt: skip
OTHER_SUBJECT = Rule(
    "family.other_subject", PART, "11", Reason.OTHER_SUBJECT, ("osl_12_1", "osl_12_3"),
    "Uppgiften handlar också om någon annan.",
)  # fmt: skip
OWN = Rule(
    "family.own", PART, "ja", Reason.OWN_FAMILY, ("osl_12_1", "osl_12_3"),
    "Uppgiften handlar om dig eller ditt barn.",
)  # fmt: skip

FAMILY = (
    LEDGER, SESSION, PUBLISHED, GUARDIAN, PROTECTED, REGISTER, ABSOLUTE, HIDDEN_FROM_CHILD, FRESH_LOGIN,
    HIDDEN, RELEASED, OTHER_SUBJECT, OWN,
)  # fmt: skip
