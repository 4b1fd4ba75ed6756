"""Loading scenario files. What does not fit is refused with file, path and what was expected there."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

from policies.answer import Decision, Reason
from policies.scenarios import asking
from policies.scenarios.case import Basis, Case, Expected
from policies.scenarios.errors import Misfit
from policies.scenarios.fields import Fields, mapping, member, sequence, text
from policies.scenarios.overlay import overlay
from policies.scenarios.world import Builder


def load(paths: Iterable[Path | str]) -> list[Case]:
    """The cases of the files, in order; raises `Misfit`."""
    builder = Builder()
    worlds: dict[Path, dict[str, object]] = {}
    return [case for path in paths for case in _file(Path(path), builder, worlds)]


def _file(path: Path, builder: Builder, worlds: dict[Path, dict[str, object]]) -> list[Case]:
    try:
        return _cases(path, builder, worlds)
    except Misfit as misfit:
        raise Misfit(f"{path}: {misfit.path}", misfit.expected) from None


def _cases(path: Path, builder: Builder, worlds: dict[Path, dict[str, object]]) -> list[Case]:
    f = Fields(_read(path), "file")
    beside = f.may("world", text, "")
    if beside and Path(beside).name != beside:
        raise Misfit("world", "expected the name of a file beside this one")
    world: dict[str, object] = {}
    if beside:
        where = path.parent / beside
        world = worlds[where] = worlds.get(where) or mapping(_read(where), beside)
    found = f.must("scenarios", sequence)
    f.end()
    cases: list[Case] = []
    seen: set[str] = set()
    for n, value in enumerate(found):
        case = _case(value, f"scenarios[{n}]", path, world, builder)
        if case.id in seen:
            raise Misfit(f"scenarios[{n}].id", f"expected an id of its own, {case.id} stands there already")
        seen.add(case.id)
        cases.append(case)
    return cases


def _case(value: object, path: str, file: Path, world: Mapping[str, object], builder: Builder) -> Case:
    f = Fields(value, path)
    name = f.must("id", text)
    where = f"{path} ({name})"
    merged = overlay(world, f.may("given", mapping, {}))
    ask = f.must("ask", mapping)
    at = asking.when(ask, f"{where}.ask")
    facts = builder.facts(merged, f"{where}.given", at)
    case = Case(
        id=name,
        says=f.must("says", text),
        basis=f.must("basis", member(Basis)),
        file=str(file),
        world=merged,
        ask=ask,
        facts=facts,
        question=asking.question(ask, f"{where}.ask", facts),
        expect=f.must("expect", _expected),
    )
    f.end()
    return case


def _expected(value: object, path: str) -> Expected:
    f = Fields(value, path)
    reasons = member(Reason)
    found = Expected(
        decision=f.must("decision", member(Decision)),
        reason=f.must("reason", reasons) if "reason" in f else None,
        detail=f.may("detail", text, ""),
    )
    f.end()
    return found


class _Strict(yaml.SafeLoader):
    """YAML that refuses a key that stands twice, which plain YAML lets pass."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        found: dict[object, object] = {}
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str | int | bool | float) and key is not None:
                key = str(key)
            if key in found:
                line = key_node.start_mark.line + 1
                raise Misfit(f"line {line}", f"expected each key only once, {key!r} stands twice")
            found[key] = None
        return super().construct_mapping(node, deep=deep)


def _read(path: Path) -> object:
    try:
        words = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Misfit(path.name, f"expected a readable UTF-8 file: {error}") from None
    try:
        return yaml.load(words, _Strict)  # noqa: S506  (a SafeLoader, only stricter)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise Misfit(path.name, f"expected YAML: {' '.join(str(error).split())}") from None
