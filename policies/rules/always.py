"""What must always hold, whoever asks. These give no answers; everything else keeps them."""

from policies.rule import Rule

PART = "Vad som alltid gäller"

ALWAYS = (
    Rule("always.logged_first", PART, "1", None, ("pdl_4_3", "solpul_10"),
         "Ingen text lämnar rummet utan att läsningen först är nedskriven."),
    Rule("always.no_counts_at_once", PART, "2", None, ("osl_12_2",),
         "När ett samtycke slutar eller smalnar av kan ingen läsa med stöd av det som togs bort."),
    Rule("always.less_is_never_more", PART, "3", None, ("osl_12_2",),
         "Att ta bort något ur ett samtycke öppnar aldrig något."),
    Rule("always.no_consent_no_text", PART, "4", None, ("osl_8_1", "osl_8_2", "osl_10_1"),
         "Utan samtycke läser ingen enhet en annan enhets uppgift."),
    Rule("always.order_free", PART, "5", None, ("osl_12_2",),
         "Det som sägs samtidigt ger samma svar i vilken ordning det än står."),
    Rule("always.every_answer_logged", PART, "6", None, ("pdl_4_3", "solpul_10"),
         "Varje svar skrivs ner, också ett nej."),
    Rule("always.no_override", PART, "7", None, ("osl_8_1",),
         "Det finns ingen bakdörr: det som lagen kräver utan samtycke görs utanför rummet."),
)  # fmt: skip
