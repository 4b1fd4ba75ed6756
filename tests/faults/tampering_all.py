"""Every kind of tampering, and those that only an export has room for."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from consent.ledger.merkle import leaf_hash
from tests.faults import tampering_kinds as kinds
from tests.faults import tampering_signed as signed
from tests.faults.tampering_copy import Copy
from tests.faults.tampering_kinds import Tampered, any_entry, tree_over, with_body


def number_edited(chance: Random, copy: Copy) -> Tampered:
    """An entry is given another number, and its leaf is left as it was."""
    at = any_entry(chance, copy)
    numbers = list(range(len(copy.leaves)))
    numbers[at] += chance.randrange(1, 9)
    return Tampered(replace(copy, numbers=tuple(numbers)), (("index", at, str(at)),))


def hash_edited(chance: Random, copy: Copy) -> Tampered:
    """A leaf hash that is not that of its leaf."""
    at = any_entry(chance, copy)
    return Tampered(replace(copy, stated=((at, chance.randbytes(32)),)), (("leaf hash", at, ""),))


def edited_but_not_its_hash(chance: Random, copy: Copy) -> Tampered:
    """A text is changed by a careless hand."""
    at = any_entry(chance, copy)
    new = with_body(copy, at, forged=True)
    return Tampered(
        replace(new, stated=((at, leaf_hash(copy.leaves[at])),)), (("leaf hash", at, ""), tree_over(copy, at))
    )


Kind = Callable[[Random, Copy], Tampered]
ANYWHERE: tuple[Kind, ...] = (
    *(kinds.field_edited, kinds.person_edited, kinds.effect_edited, kinds.nonce_edited),
    *(kinds.time_edited, kinds.other_bytes, kinds.deleted, kinds.inserted, kinds.duplicated),
    *(kinds.reordered, kinds.rooms_exchanged, kinds.spliced),
    *(signed.root_edited, signed.signed_for_another_tree, signed.signed_by_another_key),
    *(signed.tail_cut, signed.rolled_back, signed.forked, signed.effect_dropped),
    signed.opened_after_the_end,
)
"""Done to an export and to the database's tables."""
ONLY_EXPORTS: tuple[Kind, ...] = (number_edited, hash_edited, edited_but_not_its_hash)
"""Numbers and hashes are written anew whenever an export is made of the tables."""
