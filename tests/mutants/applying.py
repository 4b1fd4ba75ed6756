"""A mutant in the running process: its code put into the functions that exist, or the whole house loaded again.

The first costs nothing, and reaches everything in the body of a function, wherever the function was imported
to. What runs at import only (constants, tables, defaults, classes) needs the second.
"""

import gc
import sys
from collections.abc import Iterator
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, FunctionType

from tests.mutants.find import ROOT, Mutant, compiled

OURS = ("hub", "consent", "policies", "tests")
Functions = dict[str, list[FunctionType]]


def functions_of(files: list[str]) -> Functions:
    """Every function object that these files made so far, by file."""
    found: Functions = {str(ROOT / file): [] for file in files}
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType) and thing.__code__.co_filename in found:
            found[thing.__code__.co_filename].append(thing)
    return found


def patch(mutant: Mutant, functions: Functions) -> bool:
    """Whether the functions that exist could be given the mutant's code."""
    codes = {(c.co_qualname, c.co_firstlineno): c for c in _codes(compiled(mutant))}
    changed = False
    for function in functions[str(ROOT / mutant.file)]:
        new = codes.get((function.__code__.co_qualname, function.__code__.co_firstlineno))
        if new is None or new == function.__code__:
            continue
        if new.co_freevars != function.__code__.co_freevars:
            return False
        function.__code__ = new
        changed = True
    return changed


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


def load_anew(mutant: Mutant | None) -> None:
    """From here on the house is imported again, with the mutant in it (None: as it is)."""
    if mutant is not None:
        sys.meta_path.insert(0, _Finder(mutant))
    forget()


def forget() -> None:
    """Nothing of ours is imported any more; what others made stays, which is what makes this quick."""
    for name in [n for n in sys.modules if n.partition(".")[0] in OURS and not n.startswith("tests.mutants")]:
        del sys.modules[name]
    gc.collect()


class _Finder(MetaPathFinder):
    """Finds the one module that is changed."""

    def __init__(self, mutant: Mutant) -> None:
        self._name, self._code = module_of(mutant.file), compiled(mutant)

    def find_spec(self, name: str, path: object, target: object = None) -> ModuleSpec | None:
        if name != self._name:
            return None
        spec = PathFinder.find_spec(name, path)  # type: ignore[arg-type]
        assert spec is not None
        assert spec.origin is not None
        spec.loader = _Loader(name, spec.origin, self._code)
        return spec


class _Loader(SourceFileLoader):
    def __init__(self, name: str, path: str, code: CodeType) -> None:
        super().__init__(name, path)
        self._code = code

    def get_code(self, fullname: str) -> CodeType:
        return self._code


def module_of(file: str) -> str:
    return Path(file).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__")
