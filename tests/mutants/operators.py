"""The small faults: what may stand in the place of one piece of code.

Each is one of the operators that the field has names for; the name stands beside it. Not changed are what no
run can show: docstrings, annotations, decorators, imports, and the words of an error that is raised.
"""

import ast
from collections.abc import Iterator

Change = tuple[str, ast.AST | None]
"""The operator's name, and what stands there instead (None: nothing, the place is left out)."""

COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.BitXor: ast.BitOr,
}
CALLED = {"any": "all", "all": "any", "min": "max", "max": "min"}
MARK = "mutant"


def changes(node: ast.AST) -> Iterator[Change]:
    """What may stand in the place of this node."""
    match node:
        case ast.Compare():
            yield from _compared(node)
        case ast.BoolOp():
            yield from _joined(node)
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield "UOD", node.operand
        case ast.BinOp() if type(node.op) in COUNTED:
            yield "AOR", _like(node, op=COUNTED[type(node.op)]())
        case ast.Constant():
            yield from (("CRP", ast.Constant(value)) for value in _constants(node.value))
        case ast.JoinedStr():
            yield "CRP", ast.Constant("")
        case ast.List() | ast.Tuple() | ast.Set() | ast.Dict():
            yield from _collected(node)
        case ast.Call():
            yield from _called(node)
        case ast.comprehension():
            for place in range(len(node.ifs)):
                yield "COI", _like(node, ifs=node.ifs[:place] + node.ifs[place + 1 :])
        case ast.stmt():
            yield from _stated(node)
        case ast.IfExp() if _turns(node.test):
            yield "COI", _like(node, test=_not(node.test))


def _compared(node: ast.Compare) -> Iterator[Change]:
    """ROR: relational operator replacement."""
    for place, op in enumerate(node.ops):
        for other in COMPARED[type(op)]:
            yield "ROR", _like(node, ops=[*node.ops[:place], other(), *node.ops[place + 1 :]])


def _joined(node: ast.BoolOp) -> Iterator[Change]:
    """LCR: logical connector replacement; COD: one condition is left out."""
    yield "LCR", _like(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
    for place in range(len(node.values)):
        rest = node.values[:place] + node.values[place + 1 :]
        yield "COD", rest[0] if len(rest) == 1 else _like(node, values=rest)


def _constants(value: object) -> Iterator[bool | int | float | str | bytes]:
    """CRP: constant replacement."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield value + 1
        yield value - 1
    elif isinstance(value, float):
        yield value + 1
    elif isinstance(value, str):
        yield "" if value else MARK
    elif isinstance(value, bytes):
        yield b"" if value else MARK.encode()


def _collected(node: ast.List | ast.Tuple | ast.Set | ast.Dict) -> Iterator[Change]:
    """CED: the first or the last element of a collection that is written out is left out."""
    if isinstance(node, ast.List | ast.Tuple) and not isinstance(node.ctx, ast.Load):
        return
    size = len(node.values if isinstance(node, ast.Dict) else node.elts)
    for place in sorted({0, size - 1}) if size else ():
        keep = [i for i in range(size) if i != place]
        if isinstance(node, ast.Dict):
            parts = {"keys": [node.keys[i] for i in keep], "values": [node.values[i] for i in keep]}
            yield "CED", _like(node, **parts)
        elif keep or not isinstance(node, ast.Set):
            yield "CED", _like(node, elts=[node.elts[i] for i in keep])
        else:
            yield "CED", ast.Call(ast.Name("set", ast.Load()), [], [])


def _called(node: ast.Call) -> Iterator[Change]:
    """FCR: another function is called; AOD: a named argument is left out."""
    if isinstance(node.func, ast.Name) and node.func.id in CALLED:
        yield "FCR", _like(node, func=ast.Name(CALLED[node.func.id], ast.Load()))
    for place, keyword in enumerate(node.keywords):
        if keyword.arg is not None:
            yield "AOD", _like(node, keywords=node.keywords[:place] + node.keywords[place + 1 :])


def _stated(node: ast.stmt) -> Iterator[Change]:
    """SDL: a statement is left out; COI: a condition is turned round; RVR: nothing is returned; LCS: loops."""
    match node:
        case ast.Expr(value=ast.Call() | ast.Await()) | ast.AugAssign() | ast.Raise() | ast.Delete():
            yield "SDL", None
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield "SDL", None
        case ast.If() if _turns(node.test):
            yield "COI", _like(node, test=_not(node.test))
        case ast.While() if not isinstance(node.test, ast.Constant):
            yield "COI", _like(node, test=ast.Constant(False))
        case ast.Return(value=ast.expr()) if not isinstance(node.value, ast.Constant):
            yield "RVR", _like(node, value=ast.Constant(None))
        case ast.Break():
            yield "LCS", ast.Continue()
        case ast.Continue():
            yield "LCS", ast.Break()
    if isinstance(node, ast.AugAssign) and type(node.op) in COUNTED:
        yield "AOR", _like(node, op=COUNTED[type(node.op)]())


def _turns(test: ast.expr) -> bool:
    """Whether turning it round is a fault of its own: `not x` and `x == y` are turned round already."""
    match test:
        case ast.UnaryOp(op=ast.Not()):
            return False
        case ast.Compare(ops=[op]):
            return len(COMPARED[type(op)]) > 1
        case _:
            return True


def _not(test: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.Not(), test)


def _like(node: ast.AST, **parts: object) -> ast.AST:
    """The same node with some parts replaced."""
    return type(node)(**{**dict(ast.iter_fields(node)), **parts})
