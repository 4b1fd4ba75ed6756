"""Broken promises. A no is an answer, not one of these."""


class SamrumError(Exception):
    """Something that should have held did not."""


class Moved(SamrumError):
    """A version that a decision stood on has moved, or the decision is too old: read and decide again."""


class LedgerClosed(SamrumError):
    """The ledger can't be written, so nothing is answered."""


class OutcomeUnknown(LedgerClosed):
    """The database went away before it said whether what was sent stands, and could not be asked again."""


class Forged(SamrumError):
    """A signature, a hash or a proof does not hold. The message says where."""


class Malformed(SamrumError):
    """Bytes do not have the form that their format demands. The message says where."""


class KeyGone(SamrumError):
    """The key of a room or an author was destroyed, or is not to be had."""
