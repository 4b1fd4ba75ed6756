"""The ledger in SQL: what SQLite and PostgreSQL say alike, and the little where they differ."""

from dataclasses import dataclass

TILE_KEY = 1 << 48
"""A tile's key is its level times this, plus its position."""

MOMENT = (
    "SELECT h.size, h.at, {now} AS now, v.scope, v.version FROM ledger_head h "
    "LEFT JOIN ledger_version v ON v.scope {among_1} WHERE h.id = 1"
)
HEAD = "SELECT size, frontier, at FROM ledger_head WHERE id = 1"
FOUND = (
    "SELECT 0 AS what, '' AS name, 0 AS number, NULL AS hash, {now} AS now UNION ALL "
    "SELECT 1, scope, version, NULL, NULL FROM ledger_version WHERE scope {among_1} UNION ALL "
    "SELECT 2, room, length, hash, NULL FROM ledger_chain WHERE room {among_2}"
)
LOOKED = (
    "SELECT 3 AS what, frontier AS name, size AS number, at AS hash, NULL AS now, xmin::text AS mark "
    "FROM ledger_head WHERE id = 1 UNION ALL SELECT f.*, NULL FROM (FOUND) f"
).replace("FOUND", FOUND)
"""The head as well, unlocked. `mark` is another for each time that its row has been written."""
OUTRUN = "UPDATE ledger_head SET size = size WHERE id = 1"
LEAVES = "SELECT leaf FROM ledger_entry WHERE position >= $1 AND position < $2 ORDER BY position"
HASH_AT = "SELECT hash FROM ledger_entry WHERE position = $1"
HASHES = "SELECT hash FROM ledger_entry WHERE position >= $1 AND position < $2 ORDER BY position"
TILES = "SELECT hash FROM ledger_tile WHERE key >= $1 AND key < $2 ORDER BY key"
KEEP = "INSERT INTO ledger_checkpoint (size, root, note) VALUES ($1, $2, $3)"
KEPT = "SELECT root, note FROM ledger_checkpoint WHERE size = $1"
FIND = "SELECT position, leaf FROM ledger_entry WHERE "
KEPT_RANGE = "SELECT size, note FROM ledger_checkpoint WHERE size >= $1 AND size < $2 ORDER BY size"
"""All with numbered arguments, written as PostgreSQL writes them."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one database says it. `among` takes the number of an argument that is a list of texts."""

    now: str
    among: str
    lock: str
    mark: str

    def say(self, statement: str) -> str:
        """The statement in this dialect."""
        said = statement.format(
            now=self.now, among_1=self.among.format("$1"), among_2=self.among.format("$2")
        )
        return said.replace("$", self.mark)

    def find(self, *, room: str | None, kinds: bool, before: bool) -> str:
        """Newest first. The arguments: after, limit, and those of room, kinds and before that are given.

        A room of "" means the entries without a room, and takes no argument.
        """
        conditions, number = ["position > $1"], 3
        for given, condition in (
            (room, "room = {}"),
            (kinds, f"kind {self.among}"),
            (before, "position < {}"),
        ):
            if given:
                conditions.append(condition.format(f"${number}"))
                number += 1
        if room == "":
            conditions.append("room IS NULL")
        said = FIND + " AND ".join(conditions) + " ORDER BY position DESC LIMIT $2"
        return said.replace("$", self.mark)


SQLITE = Dialect(now="NULL", among="IN (SELECT value FROM json_each({}))", lock="", mark="?")
POSTGRES = Dialect(now="clock_timestamp()", among="= ANY({}::text[])", lock=" FOR UPDATE", mark="$")
