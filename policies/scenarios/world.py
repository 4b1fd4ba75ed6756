"""A whole world as facts, from the mapping that a file holds."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from consent.record import Consent
from consent.words import ActKind
from policies.effects import refilled
from policies.facts import Child, Facts
from policies.scenarios import people, things
from policies.scenarios.errors import Misfit
from policies.scenarios.fields import each

T = TypeVar("T")
SECTIONS = ("units", "people", "staff", "children", "rooms", "meetings", "consents", "items")
Entity = Callable[[str, object, str], T]


class Builder:
    """Builds facts, remembering the sections that several cases share, so that each is read once."""

    def __init__(self) -> None:
        self._built: dict[tuple[str, int], tuple[object, Mapping[str, object]]] = {}

    def facts(self, world: Mapping[str, object], path: str, at: datetime) -> Facts:
        """The facts of one case asked at `at`: registers not said to be checked were checked then."""
        for key in world:
            if key not in SECTIONS:
                raise Misfit(f"{path}.{key}", f"expected one of {', '.join(SECTIONS)}")

        def section(name: str, entity: Entity[T]) -> dict[str, T]:
            return self._section(name, entity, world.get(name, {}), f"{path}.{name}")

        children = section("children", people.child)
        facts = Facts(
            units=section("units", things.unit),
            people=section("people", people.person),
            staff=section("staff", people.staff),
            children={name: _checked(child, at) for name, child in children.items()},
            rooms=section("rooms", things.room),
            meetings=section("meetings", things.meeting),
            items=section("items", things.item),
        )
        return replace(facts, consents=_by_room(section("consents", things.consent), facts))

    def _section(self, name: str, entity: Entity[T], value: object, path: str) -> dict[str, T]:
        known = self._built.get((name, id(value)))
        if known is None:
            built = {key: entity(key, entry, where) for key, (entry, where) in each(value, path).items()}
            # The value is kept as well, so that its identity is not given to another.
            known = self._built[name, id(value)] = (value, built)
        return dict(known[1])  # type: ignore[arg-type]


def _checked(child: Child, at: datetime) -> Child:
    return child if child.register_checked is not None else replace(child, register_checked=at)


def _by_room(consents: Mapping[str, Consent], facts: Facts) -> dict[tuple[str, str], tuple[Consent, ...]]:
    """Consents by room and subject, in the order of their ids, with what their acts ended or narrowed."""
    found: dict[tuple[str, str], tuple[Consent, ...]] = {}
    for _, consent in sorted(consents.items()):
        withdrawn = any(act.kind is ActKind.WITHDRAW for act in consent.acts)
        key = (consent.room, consent.subject)
        found[key] = (*found.get(key, ()), refilled(consent, facts) if withdrawn else consent)
    return found
