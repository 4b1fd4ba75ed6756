"""The true reasons in plain words, for auditors; readers are told what the policies say they may be."""

from collections.abc import Mapping

from hub.wording import N_

DECISIONS: Mapping[str, str] = {
    "ALLOW": N_("Fick läsa"),
    "ALLOW_REDACTED": N_("Fick läsa, utan plats"),
    "DENY": N_("Fick inte läsa"),
}
REASONS: Mapping[str, str] = {
    "LOG_FAILURE": N_("Loggen gick inte att skriva"),
    "NO_SESSION": N_("Inloggningen räckte inte"),
    "NO_ASSIGNMENT": N_("Inget uppdrag som gäller, eller jäv"),
    "NOT_PUBLISHED": N_("Uppgiften finns inte här"),
    "INNER_SECRECY": N_("Inre sekretess: inte författare och inte deltagare"),
    "NOT_PARTICIPANT": N_("Inte deltagare i rummet"),
    "NOT_RELEASED": N_("Inte släppt till den här läsaren"),
    "PROTECTED": N_("Någon i rummet är skyddad"),
    "REGISTER_SECRECY": N_("Ur belastningsregistret: samtycke hjälper inte"),
    "ABSOLUTE_SECRECY": N_("Absolut sekretess: samtycke hjälper inte"),
    "OTHER_SUBJECT": N_("Rör också någon annan, som inte har sagt ja"),
    "NO_CONSENT": N_("Det finns inget samtycke"),
    "NOT_YET_VALID": N_("Samtycket har inte börjat gälla"),
    "EXPIRED": N_("Tiden har gått ut"),
    "SCOPE_PURPOSE": N_("Samtycket gäller ett annat ändamål"),
    "SCOPE_MEETING": N_("Samtycket gäller ett visst möte, som inte pågår"),
    "SCOPE_FROM": N_("Samtycket gäller inte den enhet som delar"),
    "SCOPE_TO": N_("Samtycket gäller inte den enhet som läser"),
    "SCOPE_CATEGORY": N_("Samtycket gäller inte allt som uppgiften handlar om"),
    "WITHDRAWN": N_("Samtycket är taget tillbaka"),
    "REFUSED": N_("Någon som måste säga ja har sagt nej"),
    "CHILD_OBJECTS": N_("Barnet säger nej"),
    "GRANTOR_MISSING": N_("Någon som måste säga ja har inte svarat"),
    "NOT_GUARDIAN": N_("Är inte den som får bestämma eller läsa"),
    "CHILD_ASSESSMENT_MISSING": N_("Barnets mognad är inte bedömd"),
    "HIDDEN_FROM_CHILD": N_("Dold för barnet"),
    "HIDDEN_FROM_GUARDIAN": N_("Dold för vårdnadshavaren"),
    "TOO_GENERAL": N_("Samtycket var för allmänt"),
    "NOT_INFORMED": N_("Den som svarade förstod inte språket"),
    "INCOMPLETE": N_("Något som måste stå med saknades"),
    "NOT_PUBLISHABLE": N_("Enheten får inte dela"),
    "OWN_UNIT": N_("Den egna enhetens uppgift"),
    "CONSENT": N_("Med samtycke"),
    "OWN_FAMILY": N_("Familjens egen läsning"),
    "PERMITTED": N_("Tillåtet"),
}
