"""Prints the table that lawyers read into `policies/README.md`: `python -m policies.sheet`."""

from itertools import groupby
from pathlib import Path

from policies.agencies import SHEETS
from policies.laws import LAWS
from policies.rules import RULES

README = Path(__file__).with_name("README.md")

_HEAD = """# Vad lagen tillåter

Den här sidan skrivs ut från reglerna själva med `python -m policies.sheet`; ändra reglerna, inte sidan.

`policies.decide.decide(question, facts)` svarar på en fråga med hjälp av fakta som någon annan har hämtat.
Svaret är ett värde: ja, ja utan plats, eller nej, alltid med ett skäl och regeln som gav det.
I varje lista ger den första regeln som brister svaret. Stämmer ingenting är svaret nej.

| fråga | modul |
|---|---|
| får medarbetaren läsa? | `staff` |
| får familjen läsa? | `family` |
| täcker ett samtycke läsningen? | `coverage` |
| har de rätta personerna sagt ja? | `grantors`, `acts`, `maturity`, `prevented` |
| vad avslutar ett tillbakatagande? | `effects` |
| får det sparas? | `saving/` |
| vem får veta vad om svaret? | `told` |
| vad säger lagrummen? | `laws`, `rules/`, `agencies/` |

## Scenarier

`policies.scenarios` läser filer som en jurist kan lägga till: en värld, frågor och de svar som väntas.
"""


def page() -> str:
    """The whole page, as Markdown."""
    return "\n".join([_HEAD, *_rules(), *_agencies()]) + "\n"


def _rules() -> list[str]:
    """Every rule in its list, with its statutes and its sentence."""
    lines: list[str] = []
    for part, rules in groupby(RULES.values(), key=lambda rule: rule.part):
        lines += [f"## {part}", "", "| steg | skäl | lagrum | i ord | regel |", "|---|---|---|---|---|"]
        for rule in rules:
            reason = f"`{rule.reason}`" if rule.reason else ""
            laws = ", ".join(LAWS[key].cite for key in rule.laws)
            lines.append(f"| {rule.step} | {reason} | {laws} | {rule.sentence} | `{rule.id}` |")
        lines.append("")
    return lines


def _agencies() -> list[str]:
    """Every agency's units, and who answers for the sheet."""
    lines = [
        "## Enheterna",
        "",
        "| myndighet | enhet | namn | lagrum | särskilt | svarar för bladet |",
        "|---|---|---|---|---|---|",
    ]
    for sheet in SHEETS:
        for unit in sheet.units:
            special = [
                *(["privat mottagare: förbehåll krävs"] if unit.private else []),
                *(["absolut sekretess"] if unit.absolute else []),
                *([] if unit.may_publish else ["delar ingenting"]),
                *(["kan dölja för barnet"] if unit.hides_from_patient else []),
                *(f"{register}: aldrig" for register in sorted(unit.barriers)),
            ]
            cells = (
                sheet.name,
                f"`{unit.id}`",
                unit.name,
                LAWS[unit.law].cite,
                "; ".join(special),
                sheet.owner,
            )
            lines.append(f"| {' | '.join(cells)} |")
    return lines


if __name__ == "__main__":
    README.write_text(page(), encoding="utf-8")
