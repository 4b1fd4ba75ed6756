"""The survivors that have a reason to survive. The list stays honest: what is gone or is killed may not stand in it."""

import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path

LIST = Path(__file__).with_name("explained.toml")


def explained(path: Path = LIST) -> dict[str, str]:
    """The reason for each mutant that is in the list, by the mutant's key."""
    found: dict[str, str] = {}
    for entry in tomllib.loads(path.read_text("utf-8")).get("explained", []):
        for change in entry["changes"]:
            key = f"{entry['file']} {entry['function']}: {change}"
            assert entry["why"].strip(), f"no reason: {key}"
            assert key not in found, f"explained twice: {key}"
            found[key] = entry["why"]
    return found


def dishonest(
    reasons: Mapping[str, str], every: Collection[str], verdicts: Mapping[str, tuple[str, str]]
) -> list[str]:
    """Explanations of what does not exist, or does not survive."""
    gone = [f"explained, but there is no such mutant any more: {key}" for key in reasons if key not in every]
    killed = [
        f"explained, but noticed by {verdicts[key][1] or verdicts[key][0]}: {key}"
        for key in reasons
        if key in verdicts and verdicts[key][0] != "survived"
    ]
    return gone + killed
