"""What each role of an assignment is called."""

from collections.abc import Mapping

from hub.wording import N_

ROLES: Mapping[str, str] = {
    "larare": N_("lärare"),
    "rektor": N_("rektor"),
    "kurator": N_("kurator"),
    "specialpedagog": N_("specialpedagog"),
    "skolskoterska": N_("skolsköterska"),
    "skolpsykolog": N_("skolpsykolog"),
    "forskollarare": N_("förskollärare"),
    "socialsekreterare": N_("socialsekreterare"),
    "familjebehandlare": N_("familjebehandlare"),
    "motesledare": N_("mötesledare"),
    "samordnare": N_("samordnare"),
    "psykolog": N_("psykolog"),
    "lakare": N_("läkare"),
    "sjukskoterska": N_("sjuksköterska"),
    "barnmorska": N_("barnmorska"),
    "omradespolis": N_("områdespolis"),
    "fritidsledare": N_("fritidsledare"),
    "ledare": N_("ledare"),
    "familjeradgivare": N_("familjerådgivare"),
    "granskare": N_("granskare"),
}
