"""The ledger's tables. Entries and checkpoints are only ever added: triggers refuse everything else."""

from piccolo.columns import BigInt, Text, Varchar
from piccolo.table import Table


class LedgerEntry(Table, tablename="ledger_entry"):
    """One leaf: its exact canonical JSON, its leaf hash in hex, and two of its fields to find it by."""

    position = BigInt(primary_key=True)
    room = Varchar(length=200, null=True, default=None)
    kind = Varchar(length=100)
    hash = Varchar(length=64)
    leaf = Text()


class LedgerTile(Table, tablename="ledger_tile"):
    """The root of a full subtree of 256 or 65,536 or ... leaves; see `merkle.TILE_HEIGHT`."""

    key = BigInt(primary_key=True)
    hash = Varchar(length=64)


class LedgerHead(Table, tablename="ledger_head"):
    """The one row that every append locks: the size, the frontier (hex), and the last entry's time."""

    id = BigInt(primary_key=True)
    size = BigInt()
    frontier = Text()
    at = Varchar(length=32)


class LedgerChain(Table, tablename="ledger_chain"):
    """Where each room's chain ends; the chain of entries without a room is named by the empty text."""

    room = Varchar(length=200, primary_key=True)
    length = BigInt()
    hash = Varchar(length=64)


class LedgerVersion(Table, tablename="ledger_version"):
    """How many times something that decisions stand on has changed."""

    scope = Varchar(length=300, primary_key=True)
    version = BigInt()


class LedgerCheckpoint(Table, tablename="ledger_checkpoint"):
    """A checkpoint that was handed out, as the signed note it was."""

    size = BigInt(primary_key=True)
    root = Varchar(length=64)
    note = Text()


TABLES = (LedgerEntry, LedgerTile, LedgerHead, LedgerChain, LedgerVersion, LedgerCheckpoint)
