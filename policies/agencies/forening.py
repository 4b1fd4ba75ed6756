"""En privat förening."""

# ┌────────────────────────────────────────────────────────────────────────────────────────────────────────┐
# │ En privat förening.                                                                                    │
# │                                                                                                        │
# │ Owner: the municipality's lawyer, with the association's board.                                        │
# │ Statutes: OSL 12:2 second paragraph and 10:14.                                                         │
# │ 2026-11-23: OSL does not bind a private association, so nothing is read before the förbehåll is        │
# │   accepted.                                                                                            │
# └────────────────────────────────────────────────────────────────────────────────────────────────────────┘

from policies.agency import Sheet, UnitRule

SHEET = Sheet(
    agency="forening",
    name="Förening",
    owner="Kommunjuristen",
    chapter=None,
    units=(UnitRule(id="FOREN", name="Privat förening", chapter=None, law="osl_10_14", private=True),),
)
