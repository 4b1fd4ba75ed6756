"""Tampering with what is signed: checkpoints, keys, and whole histories by whoever holds the ledger's key."""

from dataclasses import replace
from random import Random

from consent.ledger import canonical
from consent.ledger.checkpoint import sign
from tests.faults.tampering_copy import Copy, signer
from tests.faults.tampering_kinds import Tampered, any_entry, with_body


def root_edited(chance: Random, copy: Copy) -> Tampered:
    """A checkpoint of a tree that never was, under the signature of the one that was."""
    size = chance.choice(sorted(copy.notes))
    origin, number, _, *rest = copy.notes[size].split("\n")
    note = "\n".join([origin, number, "A" * 43 + "=", *rest])
    return Tampered(replace(copy, notes={**copy.notes, size: note}), (("checkpoint (lines", None, "signed"),))


def signed_for_another_tree(chance: Random, copy: Copy) -> Tampered:
    """A checkpoint that the ledger's own key has signed over another tree."""
    size = chance.choice(sorted(copy.notes))
    note = sign(copy.signer, size, chance.randbytes(32))
    return Tampered(replace(copy, notes={**copy.notes, size: note}), (("tree", None, f"{size} entries"),))


def signed_by_another_key(chance: Random, copy: Copy) -> Tampered:
    """Everything rewritten and signed again by a key that is not the ledger's."""
    new = replace(copy, signer=signer())
    at = any_entry(chance, new)
    return Tampered(with_body(new, at, forged=True).signed_again(), (("checkpoint (lines", None, "signed"),))


def _held(chance: Random, copy: Copy, new: Copy, index: int) -> Tampered:
    """Only who holds a checkpoint over the entry can see what the ledger's own key has signed again."""
    size = chance.choice([size for size in copy.notes if size > index])
    if size > len(new.leaves):
        return Tampered(new, (("rolled back", None, f"the {size} entries"),), copy.notes[size])
    return Tampered(new, (("the held checkpoint's tree", size - 1, "root"),), copy.notes[size])


def tail_cut(chance: Random, copy: Copy) -> Tampered:
    """The newest entries are gone, and what is left is signed again."""
    left = chance.randrange(1, len(copy.leaves))
    return _held(chance, copy, copy.with_leaves(copy.leaves[:left]).signed_again(), len(copy.leaves) - 1)


def rolled_back(chance: Random, copy: Copy) -> Tampered:
    """An older checkpoint is given out as the newest."""
    older = chance.choice(sorted(copy.notes)[:-1])
    new = copy.with_leaves(copy.leaves[:older]).signed_again()
    return _held(chance, copy, new, older)


def forked(chance: Random, copy: Copy) -> Tampered:
    """Another history from some entry on, signed again by the ledger's own key."""
    at = any_entry(chance, copy)
    return _held(chance, copy, with_body(copy, at, forged="x").signed_again(), at)


def effect_dropped(chance: Random, copy: Copy) -> Tampered:
    """The end of a consent is taken out, and everything is made right and signed again."""
    at = any_entry(chance, copy, "ConsentEnded")
    new = copy.with_leaves(copy.leaves[:at] + copy.leaves[at + 1 :]).signed_again()
    return _held(chance, copy, new, at)


def opened_after_the_end(chance: Random, copy: Copy) -> Tampered:
    """Whoever holds the key writes a reading after the end of its consent: the order itself betrays it."""
    first, last = copy.fields(0), len(copy.leaves)
    at, room = copy.fields(last - 1)["at"], "r1"
    nonce = f"{chance.getrandbits(128):032x}"
    used = {"reader_unit": "BUP", "item_unit": "SOC", "categories": [], "consents": ["cx"]}
    tail = [
        {**first, "kind": kind, "body": body, "room": room, "at": at, "nonce": nonce}
        for kind, body in (("ConsentEnded", {"consent": "cx"}), ("ItemOpened", used))
    ]
    new = copy.with_leaves((*copy.leaves, *map(canonical.dumps, tail))).signed_again()
    return Tampered(new, (("order", last + 1, "no opening after"),))
