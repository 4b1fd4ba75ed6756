"""Polisen."""

# ┌────────────────────────────────────────────────────────────────────────────────────────────────────────┐
# │ Polisen.                                                                                               │
# │                                                                                                        │
# │ Owner: the police region's lawyer.                                                                     │
# │ Statutes: OSL 35:1; OSL 35:3 for belastningsregistret.                                                 │
# │ 2026-11-23: an extract from belastningsregistret is never shared here, whoever says yes.               │
# └────────────────────────────────────────────────────────────────────────────────────────────────────────┘

from policies.agency import Sheet, UnitRule

SHEET = Sheet(
    agency="polis",
    name="Polisen",
    owner="Polisregionens jurist",
    chapter=35,
    units=(
        UnitRule(
            id="POL",
            name="Polis i lokalområdet",
            chapter=35,
            law="osl_35_1",
            barriers=frozenset({"belastningsregister"}),
        ),
    ),
)
