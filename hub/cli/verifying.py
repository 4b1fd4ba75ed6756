"""`samrum ledger verify`: an export and a public key are all it reads, and no database is imported."""

import json
import sys
from argparse import Namespace

from consent.errors import Forged, Malformed
from consent.ledger.verify import Verdict, verify_export
from hub.cli.exits import FOUND_WRONG, OK, WRONG_USE, Stop
from hub.cli.public_keys import public_keys, read_text


def verify(asked: Namespace) -> int:
    """Check an export and say what was found, line by line; OK only when everything holds."""
    key, held = public_keys(asked.key).ledger, [read_text(path) for path in asked.held]
    if key is None:
        raise Stop(WRONG_USE, f"{asked.key} holds no key of a ledger, only one of receipts")
    if not asked.export.is_file():
        raise Stop(WRONG_USE, f"{asked.export} is no file; write one with samrum ledger export")
    try:
        verdict = verify_export(asked.export, key, held=held)
    except (Malformed, Forged) as wrong:
        raise Stop(WRONG_USE, f"a held checkpoint can't be used: {wrong}") from wrong
    except OSError as error:
        raise Stop(WRONG_USE, f"{asked.export} can't be read: {error.strerror}") from error
    if asked.json:
        json.dump(verdict.as_json(), sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        tell(verdict, held=len(held))
    return OK if verdict.whole else FOUND_WRONG


def tell(verdict: Verdict, *, held: int) -> None:
    """Print a verdict for people, and exactly what it proves; `held` checkpoints came from outside."""
    for finding in verdict.findings:
        print(finding)
    if verdict.more:
        print(f"... and {verdict.more} more")
    about = f"{verdict.size} entries, {verdict.checkpoints} checkpoints, root {verdict.root}"
    if not verdict.whole:
        print(f"NOT WHOLE: {len(verdict.findings) + verdict.more} findings; {about}")
        return
    print(f"whole: {about}")
    if held:
        print(f"Nothing was changed or removed in {verdict.origin} since the {held} held checkpoint(s).")
    else:
        print(
            "It agrees with itself and with the key. Whether it was written anew as a whole can be seen only"
        )
        print("with a checkpoint that somebody else has kept: --held FILE.")
