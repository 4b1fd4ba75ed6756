"""The rules that a staff member's reading meets, in their order."""

from policies.answer import Reason
from policies.rule import Rule

PART = "En medarbetare läser"

LEDGER = Rule(
    "reads.ledger", PART, "0", Reason.LOG_FAILURE, ("pdl_4_3", "solpul_10"),
    "Inget kan öppnas just nu, för det går inte att skriva ner vem som läser. Inget har gått förlorat.",
)  # fmt: skip
SESSION = Rule(
    "reads.session", PART, "1", Reason.NO_SESSION, ("hslf_2016_40",),
    "Du behöver logga in med e-legitimation för att läsa.",
)  # fmt: skip
ASSIGNMENT = Rule(
    "reads.assignment", PART, "2", Reason.NO_ASSIGNMENT, ("pdl_4_1", "fl_16"),
    "Du har inget uppdrag som gäller här just nu.",
)  # fmt: skip
PUBLISHED = Rule(
    "reads.published", PART, "3", Reason.NOT_PUBLISHED, ("pdl_5_4", "osl_8_1"),
    "Det finns ingen sådan uppgift i rummet.",
)  # fmt: skip
INNER = Rule(
    "reads.inner", PART, "4", Reason.INNER_SECRECY, ("pdl_4_1",),
    "Din egen enhets uppgift läser bara den som skrev den eller som är med i rummet.",
)  # fmt: skip
PARTICIPANT = Rule(
    "reads.participant", PART, "5", Reason.NOT_PARTICIPANT, ("osl_8_1", "osl_8_2"),
    "Bara den som är med i rummet läser vad en annan enhet har delat där.",
)  # fmt: skip
RELEASED = Rule(
    "reads.released", PART, "6", Reason.NOT_RELEASED, ("osl_8_2", "pdl_5_4"),
    "Den som delade uppgiften har inte lämnat ut den till din enhet.",
)  # fmt: skip
PROTECTED = Rule(
    "reads.protected", PART, "7", Reason.PROTECTED, ("osl_21_3",),
    "Uppgifter om en skyddad person läser bara den som står på personens egen lista.",
)  # fmt: skip
REGISTER = Rule(
    "reads.register", PART, "8", Reason.REGISTER_SECRECY, ("osl_35_3",),
    "Ett utdrag ur belastningsregistret får inte delas här, inte ens med samtycke.",
)  # fmt: skip
ABSOLUTE = Rule(
    "reads.absolute", PART, "8", Reason.ABSOLUTE_SECRECY, ("osl_26_3",),
    "Enheten har absolut sekretess, som ett samtycke inte häver här.",
)  # fmt: skip
OTHER_SUBJECT = Rule(
    "reads.other_subject", PART, "9", Reason.OTHER_SUBJECT, ("osl_10_1", "osl_12_2"),
    "Uppgiften handlar också om någon annan, som inte har gett ett samtycke som räcker.",
)  # fmt: skip
OWN_UNIT = Rule(
    "reads.own_unit", PART, "ja", Reason.OWN_UNIT, ("pdl_4_1",),
    "Uppgiften kommer från din egen enhet.",
)  # fmt: skip
CONSENT = Rule(
    "reads.consent", PART, "ja", Reason.CONSENT, ("osl_10_1", "osl_12_2"),
    "Du läser med stöd av ett samtycke.",
)  # fmt: skip

READING = (
    LEDGER, SESSION, ASSIGNMENT, PUBLISHED, INNER, PARTICIPANT, RELEASED, PROTECTED, REGISTER, ABSOLUTE,
    OTHER_SUBJECT, OWN_UNIT, CONSENT,
)  # fmt: skip
