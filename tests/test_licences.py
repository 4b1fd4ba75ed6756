"""What Samrum needs to run may be passed on under the EUPL without conditions of a stricter kind."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
COPYLEFT = re.compile(r"\b[AL]?GPL|general public licen[cs]e", re.IGNORECASE)

CHOSEN = {"pyphen": "Mozilla Public License 1.1"}
"""What is offered under several licences, and the one that we take it under."""


def required() -> list[str]:
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    pinned = [Requirement(line.rstrip(" \\")) for line in lines if line and not line.startswith((" ", "#"))]
    return [r.name for r in pinned if r.marker is None or r.marker.evaluate()]


def licence_of(package: str) -> str:
    """What the installed package says of itself: the SPDX expression, else classifiers, else the field."""
    told = distribution(package).metadata
    classifiers = [c for c in told.get_all("Classifier") or [] if c.startswith("License ::")]
    field = (told.get_all("License") or [""])[0].strip().partition("\n")[0]
    expression = (told.get_all("License-Expression") or [""])[0]
    return expression or "; ".join(classifiers) or field


@pytest.mark.parametrize("package", required())
def test_a_runtime_package_is_permissive(package: str) -> None:
    try:
        licence = licence_of(package)
    except PackageNotFoundError:
        pytest.fail(f"{package} is in requirements.txt and not installed: run make setup")
    assert licence, f"{package} does not say under which licence it is"
    taken = CHOSEN.get(package, licence)
    assert taken in licence, f"{package} is not offered under {taken}: {licence}"
    assert not COPYLEFT.search(taken), f"{package}: {licence}"


@pytest.mark.parametrize(
    "licence", ["LGPL-3.0-only", "GPL-2.0", "AGPLv3", "GNU General Public License v3 (GPLv3)"]
)
def test_a_copyleft_licence_is_seen(licence: str) -> None:
    assert COPYLEFT.search(licence)


def test_every_pinned_line_has_hashes() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        blocks = re.split(r"\n(?=\S)", (ROOT / name).read_text("utf-8").strip())
        assert [b.split()[0] for b in blocks if "--hash=sha256:" not in b] == []
