"""`samrum receipt verify`: a receipt and the public keys are all it reads; no database, no settings.

What a receipt tells is told in Swedish, since whoever holds one got it from a page in Swedish. People are the
pseudonyms of their room: names stand in no receipt but in the text that was shown to whoever answered it.
"""

import json
import sys
from argparse import Namespace
from datetime import datetime

import msgspec

from consent.errors import Forged, Malformed
from consent.ledger.checkpoint import Checkpoint
from consent.receipt import Receipt, read_receipt, verify_grounds
from hub.cli.exits import FOUND_WRONG, OK, WRONG_USE, Stop
from hub.cli.public_keys import PublicKeys, public_keys
from hub.wording import words
from hub.wording.text import clock, plain_line, safe_text


def verify(asked: Namespace) -> int:
    """Check a receipt and say what it tells; OK only when everything that the keys can check holds."""
    keys = public_keys(asked.key)
    try:
        text = asked.receipt.read_bytes()
    except OSError as error:
        raise Stop(WRONG_USE, f"{asked.receipt} can't be read: {error.strerror}") from error
    try:
        receipt = checked(text, keys)
        answer, lines = as_json(receipt, keys), [*proven(keys), *told(receipt)]
    except (Forged, Malformed) as wrong:
        _say(asked, {"holds": False, "why": str(wrong)}, [f"Kvittot håller INTE. {wrong}"])
        return FOUND_WRONG
    _say(asked, answer, lines)
    return OK


def checked(text: bytes, keys: PublicKeys) -> Receipt:
    """The receipt if all holds that these keys can show; otherwise Forged."""
    receipt = read_receipt(text, keys.receipts)
    if keys.ledger is not None:
        verify_grounds(receipt, keys.ledger)
    return receipt


def proven(keys: PublicKeys) -> list[str]:
    """What was checked, and plainly what was not."""
    if keys.ledger is None:
        return ["Underskriften håller. Men loggen är inte prövad: loggens öppna nyckel saknas i filen."]
    if keys.receipts is None:
        return ["Loggen säger det som kvittot säger. Kvittots underskrift är inte prövad: nyckeln saknas."]
    return ["Kvittot håller. Det är rätt underskrivet, och loggen säger samma sak."]


def told(receipt: Receipt) -> list[str]:
    """What the receipt says, a line each."""
    record = receipt.record
    did, may, text = record.event, record.parties, record.notice
    lines = [
        ("Vem", f"{did.by} ({words.capacity(did.capacity)})" if did.by and did.capacity else ""),
        ("Gjorde", f"{words.act(did.type)}, {words.how(did.how)}" if did.how else ""),
        ("Vad", "Tiden tog slut" if did.type == "expire" else ""),
        ("När", _time(did.time)),
        ("Nedskrivet av", did.recorded_by or ""),
        ("Slutade dela med", _units(did.units)),
        ("Slutade dela om", _categories(did.categories)),
        ("Om", record.pii_principal),
        ("Ändamål", words.purpose(record.processing.purpose)),
        ("Från", _units(may.from_units)),
        ("Till", _units(may.to_units)),
        ("Ämnen", _categories(record.processing.categories)),
        ("Bara mötet", may.meeting or ""),
        ("Gäller", f"{_time(did.validity.starts)} till {_time(did.validity.ends)}"),
        ("Rad i loggen", f"{receipt.ledger.act.index} (frågan står på rad {receipt.ledger.asked.index})"),
        ("Loggens storlek", f"{_size(receipt)} rader när kvittot gjordes"),
    ]
    shown = [f"  {plain_line(line)}" for line in text.text.split("\n")] if text is not None else []
    form = safe_text(f"{text.language}, {text.version}") if text is not None else ""
    heading = [f"Det här stod på sidan ({form}):"] if form else []
    return [*(f"{name + ':':18}{safe_text(value)}" for name, value in lines if value), *heading, *shown]


def as_json(receipt: Receipt, keys: PublicKeys) -> dict[str, object]:
    """The same for a program: what was checked, and the receipt's own sections."""
    said: dict[str, object] = msgspec.to_builtins(receipt)
    del said["ledger"]
    return {
        "holds": True,
        "signature_checked": keys.receipts is not None,
        "ledger_checked": keys.ledger is not None,
        "entry": receipt.ledger.act.index,
        "asked_entry": receipt.ledger.asked.index,
        "tree_size": _size(receipt),
        "receipt": said,
    }


def _say(asked: Namespace, answer: dict[str, object], lines: list[str]) -> None:
    if asked.json:
        json.dump(answer, sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        print("\n".join(lines))


def _size(receipt: Receipt) -> int:
    return Checkpoint.parse(receipt.ledger.checkpoint.partition("\n\n")[0] + "\n").size


def _units(codes: tuple[str, ...]) -> str:
    return ", ".join(words.family_unit() if code == "FAMILY" else code for code in codes)


def _categories(codes: tuple[str, ...]) -> str:
    return ", ".join(words.category(code) for code in codes)


def _time(stamp: str) -> str:
    """A moment as people read it; what is no moment is shown as it stands."""
    try:
        return clock(datetime.fromisoformat(stamp))
    except ValueError:
        return stamp
