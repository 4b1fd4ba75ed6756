"""The ledger: one order of everything that happened, which nobody can change unseen."""

from consent.ledger.batch import Work
from consent.ledger.entry import Entry
from consent.ledger.log import Ledger, Moment
from consent.ledger.memory import MemoryStorage
from consent.ledger.signed_note import Signer, Verifier
from consent.ledger.storage import Head, Storage

__all__ = ["Entry", "Head", "Ledger", "MemoryStorage", "Moment", "Signer", "Storage", "Verifier", "Work"]
