"""Socialtjänsten: utredning, förebyggande, familjerådgivning, råd och stöd."""

# ┌────────────────────────────────────────────────────────────────────────────────────────────────────────┐
# │ Socialtjänsten: utredning, förebyggande, familjerådgivning, råd och stöd.                              │
# │                                                                                                        │
# │ Owner: the social board's lawyer.                                                                      │
# │ Statutes: OSL 26:1; OSL 26:3 for familjerådgivning (absolute); SoL 14:4 for råd och stöd.              │
# │ 2026-11-23: familjerådgivning neither publishes nor can be opened by any consent here.                 │
# │ 2026-11-23: notes of råd- och stödsamtal are destroyed afterwards, so they are never published.        │
# └────────────────────────────────────────────────────────────────────────────────────────────────────────┘

from policies.agency import Sheet, UnitRule

SHEET = Sheet(
    agency="socialtjanst",
    name="Socialtjänsten",
    owner="Socialnämndens jurist",
    chapter=26,
    units=(
        UnitRule(id="SOC.UTR", name="Utredning", chapter=26, law="osl_26_1"),
        UnitRule(id="SOC.FORE", name="Förebyggande arbete", chapter=26, law="osl_26_1"),
        UnitRule(
            id="SOC.FAMRAD",
            name="Familjerådgivning",
            chapter=26,
            law="osl_26_3",
            absolute=True,
            may_publish=False,
        ),
        UnitRule(id="SOC.RADSTOD", name="Råd- och stödsamtal", chapter=26, law="sol_14_4", may_publish=False),
    ),
)
