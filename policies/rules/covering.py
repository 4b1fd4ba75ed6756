"""The rules that ask whether one consent lets one reader read one item."""

from policies.answer import Reason
from policies.rule import Rule

PART = "Täcker samtycket läsningen?"

NONE = Rule(
    "covers.none", PART, "0", Reason.NO_CONSENT, ("osl_8_1", "osl_10_1"),
    "Det finns inget samtycke för det här rummet.",
)  # fmt: skip
NOT_YET = Rule(
    "covers.not_yet", PART, "a", Reason.NOT_YET_VALID, ("osl_12_2",),
    "Samtycket har inte börjat gälla.",
)  # fmt: skip
EXPIRED = Rule(
    "covers.expired", PART, "b", Reason.EXPIRED, ("osl_12_2",),
    "Samtyckets tid är slut, och den är aldrig längre än tolv månader.",
)  # fmt: skip
PURPOSE = Rule(
    "covers.purpose", PART, "c", Reason.SCOPE_PURPOSE, ("osl_12_2", "gdpr_5"),
    "Samtycket gäller ett annat ändamål.",
)  # fmt: skip
MEETING = Rule(
    "covers.meeting", PART, "d", Reason.SCOPE_MEETING, ("osl_12_2",),
    "Samtycket gäller bara ett visst möte, medan mötet är öppet.",
)  # fmt: skip
FROM = Rule(
    "covers.from", PART, "e", Reason.SCOPE_FROM, ("osl_12_2", "osl_8_2"),
    "Samtycket nämner inte enheten som uppgiften kommer från.",
)  # fmt: skip
TO = Rule(
    "covers.to", PART, "f", Reason.SCOPE_TO, ("osl_12_2", "osl_10_14"),
    "Samtycket nämner inte din enhet, eller så har en privat mottagare inte godtagit förbehållet.",
)  # fmt: skip
CATEGORY = Rule(
    "covers.category", PART, "g", Reason.SCOPE_CATEGORY, ("osl_12_2",),
    "Samtycket nämner inte allt som uppgiften handlar om.",
)  # fmt: skip
WHO = Rule(
    "covers.who", PART, "h", None, ("osl_12_2", "osl_12_3"),
    "De rätta personerna ska ha sagt ja.",
)  # fmt: skip

COVERING = (NONE, NOT_YET, EXPIRED, PURPOSE, MEETING, FROM, TO, CATEGORY, WHO)
