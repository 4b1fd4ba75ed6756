"""What an entry points to, in words: a room, a text, a meeting, a consent, an act; a field and its values."""

from collections.abc import Callable, Iterable, Mapping

from hub.audit.known import Known, Row
from hub.wording import words
from hub.wording.text import clock

Told = Iterable[tuple[str, list[str]]]


def _room(row: Row, known: Known) -> Told:
    return [("purpose", [words.purpose(row["purpose"])]), ("child", [known.called(row["child"])])]


def _item(row: Row, known: Known) -> Told:
    return [
        ("unit", [known.called(row["unit"])]),
        ("author", [known.called(row["by"])]),
        ("categories", _words(row["categories"])),
        ("subjects", _called(row["subjects"], known)),
        ("released_to", _called(f"{row['released_to']} {row['family_readers']}", known)),
        ("published", [clock(row["published"])]),
        ("deleted", [words.yes_or_no(True)] if row["deleted"] else []),
    ]


def _meeting(row: Row, _: Known) -> Told:
    return [("time", [clock(row["at"])]), ("state", [words.meeting(row["state"])])]


def _consent(row: Row, known: Known) -> Told:
    return [
        ("subject", [known.called(row["subject"])]),
        ("purpose", [words.purpose(row["purpose"])]),
        ("from_units", _called(row["from_units"], known)),
        ("to_units", _called(row["to_units"], known)),
        ("categories", _words(row["categories"])),
        ("starts", [clock(row["starts"])]),
        ("ends", [clock(row["ends"])]),
    ]


def _act(row: Row, known: Known) -> Told:
    return [
        ("who", [known.called(row["by"])]),
        ("capacity", [words.capacity(row["capacity"])]),
        ("answer", [words.act(row["kind"])]),
        ("how", [words.how(row["how"])]),
        ("recorded_by", _called(row["recorded_by"] or "", known)),
        ("time", [clock(row["at"])]),
    ]


TELL: Mapping[str, Callable[[Row, Known], Told]] = {
    "room": _room,
    "item": _item,
    "meeting": _meeting,
    "consent": _consent,
    "act": _act,
}


def _called(codes: str, known: Known) -> list[str]:
    return [known.called(code) for code in codes.split()]


def _words(codes: str) -> list[str]:
    given = codes.split()
    return [words.category(c) for c in (*words.CATEGORIES, *given) if c in given][: len(given)]
