"""The sealed bytes of an item: unreadable without the room's key, which the gate alone asks for."""

from hub.story.tables import SealedTextRow


async def sealed_text(item: str) -> tuple[int, bytes] | None:
    """The version and the sealed bytes of an item, or None where nothing lies there."""
    rows = (
        await SealedTextRow.select(SealedTextRow.version, SealedTextRow.sealed)
        .where(SealedTextRow.item == item)
        .run()
    )
    return (rows[0]["version"], bytes(rows[0]["sealed"])) if rows else None
