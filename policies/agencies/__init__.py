"""The sheets of all agencies. A unit that no sheet knows has no chapter, and nothing follows from that."""

from policies.agencies import (
    bup,
    bvc,
    familj,
    forening,
    forskola,
    fritid,
    polis,
    skola,
    socialtjanst,
    ungdomsmottagning,
)
from policies.agency import Sheet, UnitRule
from policies.facts import Unit

SHEETS: tuple[Sheet, ...] = (
    skola.SHEET,
    forskola.SHEET,
    bup.SHEET,
    bvc.SHEET,
    ungdomsmottagning.SHEET,
    socialtjanst.SHEET,
    polis.SHEET,
    fritid.SHEET,
    forening.SHEET,
    familj.SHEET,
)

UNIT_RULES: dict[str, UnitRule] = {rule.id: rule for sheet in SHEETS for rule in sheet.units}

UNITS: dict[str, Unit] = {rule.id: sheet.unit(rule) for sheet in SHEETS for rule in sheet.units}
"""The units as facts, as the sheets have them."""

_CHAPTERS: dict[str, int | None] = {sheet.agency: sheet.chapter for sheet in SHEETS}


def chapter(unit_id: str, unit: Unit | None) -> int | None:
    """The chapter of OSL that a unit's secrecy stands in, or None where there is none or nobody knows.

    A unit has its own row, or that of the row with the same last part at the same agency (a second school's
    EMI is health care too), or else the agency's chapter.
    """
    if unit is None:
        return None
    own = UNIT_RULES.get(unit_id)
    if own is None:
        branch = unit_id.rpartition(".")[2]
        alike = (
            rule
            for sheet in SHEETS
            if sheet.agency == unit.agency
            for rule in sheet.units
            if rule.id.rpartition(".")[2] == branch
        )
        own = next(alike, None)
    return own.chapter if own is not None else _CHAPTERS.get(unit.agency)
