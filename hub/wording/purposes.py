"""What a room can be for: codes that stand in consents and events, and the words that people read."""

from collections.abc import Mapping

from hub.wording import N_

PURPOSES: Mapping[str, str] = {
    "SIP-skolfranvaro": N_("Få det att fungera i skolan"),
    "SIP-maende": N_("Må bättre"),
    "SIP-studier": N_("Klara studierna"),
    "SIP-sprak": N_("Få språket att växa"),
    "SIP-skolgang": N_("Få en trygg skolgång"),
    "SIP-trygghet": N_("Vara trygg"),
    "SIP-etablering": N_("Komma in i skola och vardag"),
    "samverkan-unga": N_("Stöd tillsammans för unga"),
    "drogforebyggande": N_("Förebygga droger"),
}

OWN_STORY = "egen-berattelse"
"""What the room of one author's own story is for: nobody takes part in it, and no consent is asked for in it."""

OWN: Mapping[str, str] = {OWN_STORY: N_("Egen berättelse")}
