"""What the fields of the forms are called on the page that says what has to be put right."""

from collections.abc import Mapping

from hub.wording import N_

FIELDS: Mapping[str, str] = {
    "adress": N_("Mejladress eller mobilnummer"),
    "andamal": N_("Ändamål"),
    "amne": N_("Ämne"),
    "anledning": N_("Varför ni frågar"),
    "barn": N_("Barn"),
    "borjar": N_("Första dagen"),
    "bradska": N_("Varför det inte kan vänta"),
    "by": N_("Vem som svarade"),
    "dag": N_("Dag"),
    "enhet": N_("De som läser eller delar"),
    "familj": N_("De i familjen som får läsa"),
    "grund": N_("Skäl"),
    "hur": N_("Hur svaret kom"),
    "kategori": N_("Ämnen"),
    "kod": N_("Koden"),
    "minuter": N_("Minuter"),
    "nummer": N_("Barnets personnummer"),
    "om": N_("Vem"),
    "mall": N_("Vad det är för slags möte"),
    "ord": N_("Skälen till din bedömning"),
    "plats": N_("Plats"),
    "rubrik": N_("Rubrik"),
    "sagt": N_("Vad personen sa"),
    "satt": N_("Hur du vill få veta"),
    "said": N_("Vad personen sa"),
    "skal": N_("Skäl"),
    "skalet": N_("Varför det kan skada"),
    "slutar": N_("Slutar gälla"),
    "svar": N_("Svaret"),
    "syn": N_("Vad barnet vill"),
    "talade": N_("Vem som sa eller skrev det till dig"),
    "text": N_("Text"),
    "tid": N_("Klockan"),
    "till": N_("De som får läsa"),
    "tyst": N_("Vem som inte ska få meddelanden"),
    "utfall": N_("Din bedömning"),
    "vad": N_("Det du vill sluta dela"),
    "varfor": N_("Bedömningen, med egna ord"),
    "vem": N_("Vem"),
    "vems": N_("Vems svar det gäller"),
}
"""The forms' own names and the facts' (`by`, `said`), since either can be where a fault is."""

WRITTEN = (
    "adress",
    "rubrik",
    "text",
    "plats",
    "sagt",
    "ord",
    "bradska",
    "skalet",
    "anledning",
    "varfor",
    "dag",
    "tid",
)
"""The fields that people type in and that are shown again after a fault; never one for an identity number."""
