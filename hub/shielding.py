"""Protected people, as others may name them: who is not on their list knows of nobody by that id."""

from dataclasses import replace

from policies.barriers import may_see
from policies.facts import Facts


def as_known_to(facts: Facts, who: str) -> Facts:
    """The facts without the protected people who have not listed `who`: to name them is to name nobody."""
    return _without(facts, {known for known in facts.people if not may_name(facts, who, known)})


def may_name(facts: Facts, who: str, whom: str) -> bool:
    """Whether `whom` is somebody who may be named to `who`: the protected only to their own list."""
    person = facts.people.get(whom)
    return person is not None and (not person.protected or may_see(who, person))


def as_askable(facts: Facts, who: str, room: str, subject: str) -> Facts:
    """The same, and without a subject to whom a question would tell where a protected child of the room is."""
    held = facts.rooms.get(room)
    child = facts.people.get(held.child) if held is not None else None
    tells = child is not None and child.protected and not may_see(subject, child)
    return _without(as_known_to(facts, who), {subject} if tells else set())


def _without(facts: Facts, hidden: set[str]) -> Facts:
    if not hidden:
        return facts
    return replace(facts, people={key: p for key, p in facts.people.items() if key not in hidden})
