"""What a check of an export found."""

from dataclasses import asdict, dataclass, field

MOST_FINDINGS = 1000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not hold: at which line (from 1), which entry if one is known, and how."""

    line: int
    index: int | None
    what: str
    expected: str
    got: str

    def __str__(self) -> str:
        where = f"line {self.line}" + ("" if self.index is None else f", entry {self.index}")
        return f"{where}: {self.what}; expected {self.expected}, got {self.got}"


@dataclass(slots=True)
class Verdict:
    """The outcome: whole when nothing was found. `root` is in hex, over the entries that were read.

    Of more than 1,000 findings the first are kept and `more` counts the rest.
    """

    origin: str
    size: int = 0
    root: str = ""
    checkpoints: int = 0
    findings: list[Finding] = field(default_factory=list)
    more: int = 0

    @property
    def whole(self) -> bool:
        """Whether everything holds."""
        return not self.findings

    def add(self, finding: Finding) -> None:
        """Take down one more finding."""
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(finding)
        else:
            self.more += 1

    def as_json(self) -> dict[str, object]:
        """For machines."""
        return {"whole": self.whole, **asdict(self)}
