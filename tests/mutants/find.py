"""All mutants of a file, in the order in which their places stand in it."""

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import CodeType

from tests.mutants.operators import changes

ROOT = Path(__file__).parents[2]
SHOWN = 110
DEFINED = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Mutant:
    """One small fault. ``place`` and ``variant`` say which; ``key`` says it in words, the same in every run.

    ``first`` and ``last`` are the lines of its statement; of a compound one, of its head.
    """

    file: str
    place: int
    variant: int
    first: int
    last: int
    function: str
    change: str
    inside: bool
    """Whether it stands in the body of a function; what does not is run at import only."""

    @property
    def key(self) -> str:
        return f"{self.file} {self.function}: {self.change}"


@dataclass(frozen=True)
class _Place:
    """A node, and the way in which to put another there."""

    parent: ast.AST
    field: str
    index: int | None
    node: ast.AST
    function: str
    span: tuple[int, int]
    inside: bool
    silent: bool

    def put(self, other: ast.AST | None) -> None:
        """Another node, or for a statement nothing, stands here."""
        other = ast.Pass() if other is None else other
        ast.fix_missing_locations(ast.copy_location(other, self.node))
        if self.index is None:
            setattr(self.parent, self.field, other)
        else:
            getattr(self.parent, self.field)[self.index] = other


LEFT_OUT = (ast.Import, ast.ImportFrom, ast.Assert)
UNSEEN_FIELDS = {"annotation", "returns", "decorator_list", "bases", "type_comment"}
UNSEEN_NAMES = {"__repr__", "__str__", "TYPE_CHECKING", "__all__"}


@cache
def mutants(file: str) -> tuple[Mutant, ...]:
    """Every mutant of this file."""
    found: list[Mutant] = []
    seen: Counter[str] = Counter()
    for number, place in enumerate(_places(ast.parse(source(file)))):
        for variant, (operator, other) in enumerate(changes(place.node)):
            if place.silent and _is_words(place.node):
                continue
            one = _mutant(file, number, variant, place, operator, other)
            seen[one.key] += 1
            again = f" ({seen[one.key]})" if seen[one.key] > 1 else ""
            found.append(replace(one, change=one.change + again))
    return tuple(found)


def source(file: str) -> str:
    return (ROOT / file).read_text("utf-8")


def compiled(mutant: Mutant) -> CodeType:
    """The code of the whole file with this mutant in it."""
    tree = ast.parse(source(mutant.file))
    places = list(_places(tree))
    place = places[mutant.place]
    place.put(list(changes(place.node))[mutant.variant][1])
    return compile(tree, str(ROOT / mutant.file), "exec", dont_inherit=True)


def _mutant(
    file: str, number: int, variant: int, place: _Place, operator: str, other: ast.AST | None
) -> Mutant:
    first, last = place.span
    was, becomes = _written(place.node), "nothing" if other is None else _written(other)
    change = f"{operator} {was} -> {becomes}"
    return Mutant(file, number, variant, first, last, place.function or "<module>", change, place.inside)


def _written(node: ast.AST) -> str:
    """In one line; of a compound statement, its head."""
    line = ast.unparse(node).split("\n")[0]
    return line if len(line) <= SHOWN else f"{line[: SHOWN // 2]} ... {line[-SHOWN // 2 :]}"


def _is_words(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _places(
    node: ast.AST,
    function: str = "",
    *,
    span: tuple[int, int] = (0, 0),
    inside: bool = False,
    silent: bool = False,
) -> Iterator[_Place]:
    """Every place below this node where something else could stand."""
    for field, value in ast.iter_fields(node):
        if field in UNSEEN_FIELDS:
            continue
        body = inside or (field == "body" and isinstance(node, DEFINED))
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(child, ast.AST) or _is_unseen(child):
                continue
            lines = _span(child) if isinstance(child, ast.stmt) else span
            quiet = silent or isinstance(child, ast.Raise)
            yield _Place(node, field, index, child, function, lines, body, quiet)
            if isinstance(child, ast.JoinedStr):
                continue
            named = isinstance(child, (*DEFINED, ast.ClassDef))
            below = f"{function}.{child.name}".lstrip(".") if named else function
            yield from _places(child, below, span=lines, inside=body, silent=quiet)


def _span(statement: ast.stmt) -> tuple[int, int]:
    """The lines of a statement, without those of the statements in it."""
    inner = [
        child for child in ast.iter_child_nodes(statement) if isinstance(child, ast.stmt | ast.excepthandler)
    ]
    last = statement.end_lineno or statement.lineno
    return statement.lineno, max(statement.lineno, min([last, *(child.lineno - 1 for child in inner)]))


def _is_unseen(node: ast.AST) -> bool:
    """What no run can show."""
    match node:
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.FunctionDef(name=name):
            return name in UNSEEN_NAMES
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.If(test=ast.Name(id=name)):
            return name in UNSEEN_NAMES
        case _:
            return isinstance(node, LEFT_OUT)
