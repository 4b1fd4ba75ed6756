"""What others made and we serve is what its makers published, and asks nobody else for anything."""

import re
import tomllib
from hashlib import sha256

import pytest

from hub.pages.assets import STATIC, address

VENDOR = STATIC / "vendor"
LISTED = tomllib.loads((VENDOR / "vendor.toml").read_text())["file"]


@pytest.mark.parametrize("entry", LISTED, ids=lambda e: e["path"])
def test_every_file_has_its_sum(entry: dict[str, str]) -> None:
    assert sha256((VENDOR / entry["path"]).read_bytes()).hexdigest() == entry["sha256"]
    assert set(entry) == {"path", "name", "version", "licence", "source", "sha256"}


def test_every_file_is_listed_and_every_folder_has_its_licence() -> None:
    ours = {"vendor.toml", "designsystemet/theme.config.json"}
    there = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()} - ours
    assert there == {entry["path"] for entry in LISTED}
    assert all((folder / "LICENSE").is_file() for folder in VENDOR.iterdir() if folder.is_dir())


@pytest.mark.parametrize("sheet", sorted(STATIC.rglob("*.css")), ids=lambda p: p.name)
def test_no_style_sheet_asks_another_address(sheet: object) -> None:
    text = sheet.read_text()  # type: ignore[attr-defined]
    assert "@import" not in text
    for target in re.findall(r"url\(\s*[\"']?([^\"')]+)", text):
        assert target.startswith("data:") or (STATIC / target.partition("?")[0]).is_file(), target[:40]


def test_our_own_sheet_has_no_sides() -> None:
    """Right-to-left works by itself only where nothing is said of left, right, width or height."""
    text = re.sub(r"/\*.*?\*/|@media[^{]*|repeat\([^;]*", "", (STATIC / "samrum.css").read_text(), flags=re.S)
    sides = "left|right|top|bottom"
    sided = rf"(?<![\w-])((margin|padding|border)-({sides})|{sides}|(min-|max-)?(width|height))\s*:"
    assert not re.search(sided, text)
    assert not re.search(r"(text-align|float)\s*:\s*(left|right)", text)


def test_an_address_changes_with_its_content() -> None:
    digest = sha256((STATIC / "samrum.css").read_bytes()).hexdigest()[:16]
    assert address("samrum.css") == f"/static/samrum.css?v={digest}"
    with pytest.raises(FileNotFoundError):
        address("finns-inte.css")
