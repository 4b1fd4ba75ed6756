"""The rules about who must have said yes: the reasons in their order, and the rows of the table of ages."""

from policies.answer import Reason
from policies.rule import Rule

PART = "Har de rätta personerna sagt ja?"
AGES = "Vem som måste säga ja, efter ålder"

ADULT_WITHDRAWN = Rule(
    "yes.adult_withdrawn", PART, "1", Reason.WITHDRAWN, ("osl_12_2",),
    "Personen har tagit tillbaka sitt samtycke.",
)  # fmt: skip
ADULT_REFUSED = Rule(
    "yes.adult_refused", PART, "1", Reason.REFUSED, ("osl_12_2",),
    "Personen har sagt nej.",
)  # fmt: skip
ADULT_LAPSED = Rule(
    "yes.adult_lapsed", PART, "1", Reason.EXPIRED, ("fl_27",),
    "Ett muntligt ja gäller i fjorton dagar om det inte bekräftas.",
)  # fmt: skip
ADULT_NOTHING = Rule(
    "yes.adult_nothing", PART, "1", Reason.NO_CONSENT, ("osl_12_2", "fb_9_1"),
    "Den som är vuxen säger ja för sig själv, och det har inte hänt.",
)  # fmt: skip
ENDED_BY_CHILD = Rule(
    "yes.ended_by_child", PART, "2", Reason.CHILD_OBJECTS, ("osl_12_3", "barnkonv_12"),
    "Barnet har avslutat samtycket.",
)  # fmt: skip
ENDED = Rule(
    "yes.ended", PART, "2", Reason.WITHDRAWN, ("osl_12_2",),
    "Samtycket är tillbakataget för gott.",
)  # fmt: skip
CHILD_OBJECTS = Rule(
    "yes.child_objects", PART, "3", Reason.CHILD_OBJECTS, ("osl_12_3", "barnkonv_12"),
    "Barnet säger nej, och barnets nej väger så tungt att det gäller.",
)  # fmt: skip
UNVERIFIED = Rule(
    "yes.unverified", PART, "4", Reason.GRANTOR_MISSING, ("fb_6_11",),
    "Det är mer än ett dygn sedan vårdnaden kontrollerades i folkbokföringen.",
)  # fmt: skip
SAID_NO = Rule(
    "yes.refused", PART, "5", Reason.REFUSED, ("fb_6_13", "osl_12_3"),
    "Någon som måste säga ja har sagt nej.",
)  # fmt: skip
TOOK_BACK = Rule(
    "yes.withdrawn", PART, "5", Reason.WITHDRAWN, ("fb_6_13", "osl_12_3"),
    "Någon som måste säga ja har tagit tillbaka sitt ja.",
)  # fmt: skip
NOT_GUARDIAN = Rule(
    "yes.not_guardian", PART, "6", Reason.NOT_GUARDIAN, ("fb_6_11",),
    "Den som har sagt ja är inte vårdnadshavare nu.",
)  # fmt: skip
YOUTH_UNASSESSED = Rule(
    "yes.youth_unassessed", PART, "7", Reason.CHILD_ASSESSMENT_MISSING, ("osl_12_3",),
    "Den unga har sagt ja, men ingen har bedömt om den unga får bestämma själv.",
)  # fmt: skip
LAPSED = Rule(
    "yes.lapsed", PART, "7", Reason.EXPIRED, ("fl_27",),
    "Ett muntligt ja som behövs har inte bekräftats på fjorton dagar.",
)  # fmt: skip
MISSING = Rule(
    "yes.missing", PART, "7", Reason.GRANTOR_MISSING, ("fb_6_13", "lvu_11"),
    "Någon som måste säga ja har inte svarat.",
)  # fmt: skip
UNASSESSED = Rule(
    "yes.unassessed", PART, "8", Reason.CHILD_ASSESSMENT_MISSING, ("osl_12_3",),
    "Barnets mognad ska vara bedömd, och det är den inte.",
)  # fmt: skip

TABLE = (
    Rule("who.any", AGES, "alla åldrar", None, ("osl_12_3", "fb_6_13"),
         "Har barnet och varje vårdnadshavare som ska svara sagt ja räcker det."),
    Rule("who.under_12", AGES, "0–11", None, ("fb_6_11", "osl_12_3"),
         "Varje vårdnadshavare säger ja; säger barnet nej måste barnets mognad vara bedömd."),
    Rule("who.under_15", AGES, "12–14", None, ("fb_6_11", "osl_12_3"),
         "Varje vårdnadshavare säger ja, mognaden är bedömd, och ett moget barn säger själv ja."),
    Rule("who.under_18", AGES, "15–17", None, ("fb_6_11", "osl_12_3"),
         "Den unga och varje vårdnadshavare säger ja; den som får bestämma själv säger ja ensam."),
    Rule("who.adult", AGES, "18 och äldre", None, ("fb_9_1", "osl_12_2"),
         "Den som är vuxen säger ja själv."),
    Rule("who.board", AGES, "vård enligt LVU", None, ("lvu_11",),
         "Är barnet omhändertaget för vård säger också socialnämnden ja."),
    Rule("who.god_man", AGES, "ensamkommande barn", None, ("gode_man",),
         "En god man svarar för barnet på samma sätt som en vårdnadshavare."),
    Rule("who.prevented", AGES, "förhinder", None, ("fb_6_13",),
         "En vårdnadshavare som är borta eller sjuk kan undantas i fjorton dagar när det inte kan vänta."),
    Rule("who.informed", AGES, "språk", None, ("fl_13",),
         "Ett ja räknas bara om den som sa ja förstod språket eller hade tolk."),
    Rule("who.any_no", AGES, "ett nej", None, ("osl_12_2",),
         "Ett nej räknas genast, hur det än sägs."),
)  # fmt: skip

GRANTING = (
    ADULT_WITHDRAWN, ADULT_REFUSED, ADULT_LAPSED, ADULT_NOTHING, ENDED_BY_CHILD, ENDED, CHILD_OBJECTS,
    UNVERIFIED, SAID_NO, TOOK_BACK, NOT_GUARDIAN, YOUTH_UNASSESSED, LAPSED, MISSING, UNASSESSED, *TABLE,
)  # fmt: skip
