"""The house keeps its shape: walls, sizes, what may lie where, and that everything public is documented."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from consent import events

ROOT = Path(__file__).parents[1]
PACKAGES = ("hub", "consent", "policies")
FOLDERS = {*PACKAGES, "tests"}
FILE_LINES = 200
# Lists that are looked things up in, not read through: one docstring after another.
LISTS = {"consent/events.py"}
FUNCTION_LINES = 40

# Where things were made, not what they are: addresses of package indexes and folders of one machine.
REGISTRY = re.compile(
    r"(?:index[-_]url|find[-_]links|trusted[-_]host)\b[\s=:]+(?![-\s])\S"
    r"|https?://[^\s\"'`)>]*/simple\b"
    r"|\b(?:pypi|registry|mirror|proxy|artifactory|nexus)\.[a-z0-9-]+\.[a-z]{2,}\b",
    re.IGNORECASE,
)
MACHINE = re.compile(r"(?<![\w.<])/(?:home|Users|root|work|workspace|mnt|opt)/[a-zA-Z0-9_.-]+")


def tracked() -> list[Path]:
    """Every file that the repository holds or is about to (not what .gitignore leaves out)."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    return [path for name in names if name and (path := ROOT / name).is_file()]


def python_files() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".py" and "migrations" not in path.parts]


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def text_files() -> Iterator[tuple[Path, str]]:
    for path in tracked():
        try:
            yield path, path.read_text("utf-8")
        except UnicodeDecodeError:
            continue


def look_at_walls(where: Path) -> subprocess.CompletedProcess[str]:
    linter = Path(sys.executable).with_name("lint-imports")
    return subprocess.run([linter, "--no-cache"], cwd=where, capture_output=True, text=True, check=False)


def test_the_walls_stand() -> None:
    done = look_at_walls(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("room", "door"),
    [
        ("consent/words.py", "policies.answer"),
        ("policies/answer.py", "hub.settings"),
        ("policies/answer.py", "piccolo"),
        ("consent/record.py", "litestar"),
        ("hub/facts.py", "hub.story.text"),
        ("hub/gate.py", "hub.pages"),
    ],
)
def test_a_hole_in_a_wall_is_seen(room: str, door: str, tmp_path: Path) -> None:
    """In a copy of the house with one import too many."""
    for path in [ROOT / "pyproject.toml", *python_files()]:
        if path.relative_to(ROOT).parts[0] in {*PACKAGES, "pyproject.toml"}:
            copy = tmp_path / path.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, copy)
    with (tmp_path / room).open("a") as file:
        file.write(f"\nimport {door}\n")
    done = look_at_walls(tmp_path)
    assert done.returncode == 1, done.stderr
    assert f"-> {door}" in done.stdout


@pytest.mark.parametrize("forbidden", ["piccolo", "litestar", "asyncpg", "sqlite3", "jinja2", "hub"])
def test_the_law_alone_drags_in_nothing_heavy(forbidden: str) -> None:
    """Asked of a fresh interpreter, where nothing else has imported it already."""
    everything = "import pkgutil, importlib, policies\n" + (
        "[importlib.import_module(m.name) for m in pkgutil.walk_packages(policies.__path__, 'policies.')]\n"
    )
    code = f"{everything}import sys; sys.exit({forbidden!r} in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr or f"import policies.* also imports {forbidden}"


def test_a_file_is_one_idea() -> None:
    lengths = {short(p): len(p.read_text("utf-8").splitlines()) for p in python_files()}
    long = {name: n for name, n in lengths.items() if n > FILE_LINES and name not in LISTS}
    assert long == {}, f"longer than {FILE_LINES} lines; split by idea"


def test_a_function_fits_on_a_screen() -> None:
    long = {
        f"{short(path)}:{node.lineno} {node.name}": length
        for path in python_files()
        for node in functions(path)
        if (length := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    }
    assert long == {}, f"longer than {FUNCTION_LINES} lines"


def test_the_top_level_is_the_house_and_nothing_else() -> None:
    parts = {path.relative_to(ROOT).parts for path in tracked()}
    folders = {p[0] for p in parts if len(p) > 1 and not p[0].startswith(".")}
    assert folders == FOLDERS


def test_no_file_tells_where_it_was_made() -> None:
    told = {
        f"{short(path)}: {match.group()}"
        for path, text in text_files()
        if path != Path(__file__)
        for pattern in (REGISTRY, MACHINE)
        for match in pattern.finditer(text)
    }
    assert told == set()


@pytest.mark.parametrize(
    "line",
    [
        "--index-url" + " https://x.example/y",
        "https://x.example/simple",
        "pypi.example.org",
        "/home/eva/samrum",
    ],
)
def test_a_telling_line_is_seen(line: str) -> None:
    assert REGISTRY.search(line) or MACHINE.search(line)


def event_classes() -> list[type]:
    found = [c for _, c in inspect.getmembers(events, inspect.isclass) if c.__module__ == events.__name__]
    return [c for c in found if dataclasses.is_dataclass(c)]


def test_there_are_events_to_document() -> None:
    assert {"ConsentEnded", "ConsentNarrowed", "ItemOpened", "ItemRefused"} <= {
        c.__name__ for c in event_classes()
    }


@pytest.mark.parametrize("event", event_classes(), ids=lambda c: c.__name__)
def test_every_event_is_its_own_documentation(event: type) -> None:
    """A dataclass without a docstring gets its signature as one; that does not count."""
    written = ast.get_docstring(ast.parse(inspect.getsource(event)).body[0])  # type: ignore[arg-type]
    assert written, f"{event.__name__} has no docstring: say what happened, in one sentence"


def test_every_setting_is_documented() -> None:
    assert find_spec("hub.settings_table")
    from hub.settings_table import SETTINGS

    readme = (ROOT / "hub" / "README.md").read_text("utf-8")
    assert [s.name for s in SETTINGS if f"`{s.name}`" not in readme] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_tells_what_it_is(package: str) -> None:
    assert (ROOT / package / "README.md").is_file()
    assert (ROOT / package / "py.typed").is_file()
