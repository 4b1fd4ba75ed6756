"""P10: sealing and opening a text of 2 kB, with the commitment that both check."""

from collections.abc import Callable
from os import urandom

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from consent.keys.sealing import associated_data, seal_committed, unseal_committed
from tests.benchmarks.measure import Measurement, Row, interleaved, median, ratio, seconds

TEXT = urandom(1000).hex().encode() + b"a" * 48
TIMES = 5_000
GOAL = 20.0  # Microseconds, for both together.


def sealed_and_opened(key: bytes, associated: bytes) -> None:
    """What a publication and a reading do to the text."""
    for _ in range(TIMES):
        sealed, commitment = seal_committed(key, TEXT, associated=associated)
        unseal_committed(key, sealed, associated=associated, commitment=commitment)


def bare(key: bytes, associated: bytes) -> None:
    """AES-256-GCM alone, with a cipher that is made once: the floor."""
    cipher = AESGCM(key)
    for _ in range(TIMES):
        nonce = urandom(12)
        cipher.decrypt(nonce, cipher.encrypt(nonce, TEXT, associated), associated)


def seals(say: Callable[[str], None]) -> list[Row]:
    """Both, in turns."""
    key, associated = urandom(32), associated_data(item="item", room="room", version=1)
    found = interleaved(
        {
            "ours": lambda: seconds(lambda: sealed_and_opened(key, associated)),
            "bare": lambda: seconds(lambda: bare(key, associated)),
        }
    )
    each = {name: median(taken) / TIMES * 1e6 for name, taken in found.items()}
    say(f"{len(TEXT)} bytes, {TIMES:,} times a repetition")
    return [
        Row(
            "P10",
            "sealing and opening a text of 2 kB",
            f"{each['ours']:.1f} µs",
            f"bare AES-256-GCM {each['bare']:.1f} µs: {ratio(found, 'ours', 'bare'):.1f} times",
            f"at most {GOAL:.0f} µs",
            each["ours"] <= GOAL,
            found,
        )
    ]


MEASUREMENTS = {"P10": Measurement("P10", "sealing and opening a text", seals)}
