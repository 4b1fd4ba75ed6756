"""The forums that a municipality meets in, as data: what a room is opened from, and how its agendas begin.

Nothing here decides anything: who may read what is the policies' alone.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from consent.words import CATEGORIES
from hub.settings import SettingsProblem
from hub.wording.purposes import PURPOSES
from hub.wording.topics import TOPICS

SHIPPED = Path(__file__).with_name("forums.toml")
MOST_POINTS = 20
"""Points of one agenda."""
LONGEST = 240
"""Minutes of one point."""

Name = Annotated[str, Meta(min_length=1, max_length=60)]
Unit = Annotated[str, Meta(pattern=r"\A[!-~]{1,60}\Z")]


class Point(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One point of an agenda: what it is about, how many minutes, and the unit that leads it.

    `unit` is empty where whoever leads the meeting leads it, and `FAMILY` where the family does.
    """

    topic: str
    minutes: Annotated[int, Meta(ge=1, le=LONGEST)]
    unit: Annotated[str, Meta(pattern=r"\A[!-~]{0,60}\Z")] = ""


class Forum(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of meeting: what it is for, who usually comes, what is usually needed, and how it usually goes."""

    id: Annotated[str, Meta(pattern=r"\A[a-z0-9-]{1,40}\Z")]
    name: Name
    about: Annotated[str, Meta(min_length=1, max_length=400)]
    laws: tuple[Name, ...] = ()
    purposes: tuple[str, ...] = ()
    units: tuple[Unit, ...] = ()
    categories: tuple[str, ...] = ()
    agenda: Annotated[tuple[Point, ...], Meta(max_length=MOST_POINTS)] = ()


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    forum: tuple[Forum, ...]


def load(path: Path | None) -> Mapping[str, Forum]:
    """The forums by their ids, in the order of the file; those that are shipped where no file is named.

    Raises SettingsProblem with a line of advice for each thing that is wrong.
    """
    file = path or SHIPPED
    try:
        held = msgspec.convert(tomllib.loads(file.read_text("utf-8")), _File)
    except (OSError, UnicodeError) as error:
        raise _problem([f"can't be read: {type(error).__name__}"], file) from error
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise _problem([str(error)], file) from error
    wrong = [*_wrong(held)]
    if wrong:
        raise _problem(wrong, file)
    return {forum.id: forum for forum in held.forum}


def _wrong(held: _File) -> Iterator[str]:
    """What no type says: codes that nobody knows, and one id for two forums."""
    for id_, many in Counter(forum.id for forum in held.forum).items():
        if many > 1:
            yield f"two forums have the id {id_!r}"
    for forum in held.forum:
        for what, named, known in (
            ("purposes", forum.purposes, PURPOSES),
            ("categories", forum.categories, CATEGORIES),
            ("agenda, topic", tuple(point.topic for point in forum.agenda), TOPICS),
        ):
            for code in named:
                if code not in known:
                    yield f"{forum.id}, {what}: {code!r} is none of {', '.join(known)}"


def _problem(wrong: list[str], file: Path) -> SettingsProblem:
    return SettingsProblem([f"SAMRUM_FORUMS: {file.name}: {one}" for one in wrong])
