"""What a person is told when something went wrong: what happened, what was kept, and what to do next."""

from dataclasses import dataclass

from hub.wording import N_


@dataclass(frozen=True, slots=True)
class Problem:
    """What is told: what happened, what was kept and what to do next; `code` names it for programs."""

    status: int
    code: str
    title: str
    happened: str
    kept: str
    next: str


NOTHING = N_("Inget har ändrats.")
NOT_SAVED = N_("Det du skickade är inte sparat.")
BAD = Problem(
    400,
    "fel-i-det-du-skickade",
    N_("Något behöver rättas"),
    N_("Vi kunde inte använda det du skickade."),
    NOT_SAVED,
    N_("Gå tillbaka, rätta och skicka igen."),
)
LOG_IN = Problem(
    401,
    "logga-in",
    N_("Du behöver logga in"),
    N_("Du är inte inloggad, eller så har tiden gått ut."),
    NOT_SAVED,
    N_("Logga in och försök igen."),
)
NOT_ALLOWED = Problem(
    403,
    "inte-tillatet",
    N_("Det gick inte"),
    N_("Sidan var för gammal, eller så får du inte göra det här."),
    NOT_SAVED,
    N_("Gå till startsidan och försök igen."),
)
ABSENT = Problem(
    404,
    "finns-inte",
    N_("Sidan finns inte"),
    N_("Det du letar efter finns inte här."),
    NOTHING,
    N_("Gå till startsidan. Var det en stund sedan du loggade in? Logga in igen och försök på nytt."),
)
WRONG_METHOD = Problem(
    405,
    "fel-satt",
    N_("Det går inte att göra så"),
    N_("Sidan tar inte emot det som skickades."),
    NOT_SAVED,
    N_("Gå till startsidan och försök igen."),
)
MOVED = Problem(
    409,
    "nagot-andrades",
    N_("Något ändrades just nu"),
    N_("Någon annan hann göra en ändring före dig."),
    NOT_SAVED,
    N_("Läs sidan igen och försök en gång till."),
)
OVERTAKEN = Problem(
    409,
    "texten-ar-rattad",
    N_("Texten är redan rättad"),
    N_("Texten har rättats sedan du öppnade sidan. Det kan ha varit du, i ett annat fönster."),
    NOT_SAVED,
    N_("Läs texten som den är nu. Rätta sedan den."),
)
GONE = Problem(
    410,
    "texten-ar-borta",
    N_("Texten är borta"),
    N_("Nyckeln till texten är förstörd. Ingen kan läsa den mer."),
    N_("Det står kvar i loggen att texten har funnits."),
    N_("Gå till startsidan."),
)
TOO_LARGE = Problem(
    413,
    "for-stort",
    N_("Texten är för lång"),
    N_("Det du skickade är för stort för oss."),
    NOT_SAVED,
    N_("Gå tillbaka, gör texten kortare och skicka igen."),
)
TOO_OFTEN = Problem(
    429,
    "for-ofta",
    N_("Vänta en stund"),
    N_("Det kom för många försök på kort tid."),
    NOT_SAVED,
    N_("Vänta en minut och försök igen."),
)
BROKEN = Problem(
    500,
    "fel-hos-oss",
    N_("Något gick fel hos oss"),
    N_("Felet är vårt och inte ditt."),
    N_("Vi vet inte säkert om det du skickade blev sparat."),
    N_("Se efter om det syns. Försök annars igen om en stund."),
)
CLOSED = Problem(
    503,
    "loggen-stangd",
    N_("Samrum är stängt en stund"),
    N_("Just nu går det inte att skriva ner vem som läser. Då får ingen läsa, och inget sparas."),
    NOT_SAVED,
    N_("Försök igen om en stund."),
)
UNSURE = Problem(
    503,
    "kanske-sparat",
    N_("Vi vet inte om det blev sparat"),
    N_("Samrum tappade kontakten med sin databas medan det skrevs ner."),
    N_("Kanske är det sparat, kanske inte."),
    N_("Vänta en stund och se efter. Skickar du samma sida igen blir det inte sparat två gånger."),
)
