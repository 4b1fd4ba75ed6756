"""What one agency's sheet says: its units, each with its own secrecy."""

from dataclasses import dataclass

from policies.facts import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRule:
    """One unit as its sheet has it.

    `chapter` is the chapter of OSL whose secrecy it has, None where OSL does not apply; `law` is the key of
    the statute in `policies.laws`. `barriers` are registers whose extracts no consent opens.
    """

    id: str
    name: str
    chapter: int | None
    law: str
    private: bool = False
    absolute: bool = False
    may_publish: bool = True
    barriers: frozenset[str] = frozenset()

    @property
    def hides_from_patient(self) -> bool:
        """Whether something may be hidden from the child it is about (OSL 25:6): health care only."""
        return self.chapter == 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One agency: its id, its name in Swedish, who answers for the sheet, and its units.

    A unit of the agency that has no row of its own has the chapter of `chapter`.
    """

    agency: str
    name: str
    owner: str
    chapter: int | None
    units: tuple[UnitRule, ...]

    def unit(self, rule: UnitRule) -> Unit:
        """The unit as a fact, ready to be registered."""
        return Unit(
            id=rule.id,
            agency=self.agency,
            private=rule.private,
            absolute=rule.absolute,
            may_publish=rule.may_publish,
        )
