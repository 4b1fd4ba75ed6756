"""The one table of the key store: a data key per scope, or the tombstone of one that was destroyed."""

from piccolo.columns import Bytea, Text, Timestamptz
from piccolo.table import Table


class DataKeyRow(Table, tablename="data_key"):
    """One AES-256 data key, wrapped (RFC 3394) under the key-encryption key that `kek` names.

    `scope` is `room:<id>` or `author:<id>`. A destroyed key keeps its row without `wrapped` and with
    `destroyed_at`, so that a key and its tombstone can never both exist, whoever races.
    """

    scope = Text(primary_key=True)
    wrapped = Bytea(null=True, default=None)
    kek = Text(null=True, default=None)
    wrapped_at = Timestamptz(null=True, default=None)
    destroyed_at = Timestamptz(null=True, default=None)


TABLES: tuple[type[Table], ...] = (DataKeyRow,)
