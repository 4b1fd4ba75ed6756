"""What a case is given, laid over the world it stands on."""

from collections.abc import Mapping


def overlay(world: Mapping[str, object], given: Mapping[str, object]) -> dict[str, object]:
    """Mappings are merged key by key, to any depth; a list or a plain value replaces; None removes the key.

    Neither argument is changed. What is not touched is shared with `world`.
    """
    merged = dict(world)
    for key, value in given.items():
        if value is None:
            merged.pop(key, None)
        elif isinstance(value, Mapping):
            below = merged.get(key)
            merged[key] = overlay(below if isinstance(below, Mapping) else {}, value)
        else:
            merged[key] = value
    return merged
