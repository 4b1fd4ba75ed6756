"""What hostile, broken and unlucky browsers send in place of what was asked for."""

from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

RTL = "\u202eabc"
HOSTILE: list[Any] = [
    "",
    " \t ",
    "\0",
    "a\0b",
    RTL,
    "\u2066x\u2069",
    "\ud800",
    b"\xff\xfe\xc3(",
    "\U0001f469\u200d\U0001f467" * 20,
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'; DROP TABLE item; --",
    "{{7*7}}",
    "{% raw %}",
    "%s%n%(x)s",
    "\r\nSet-Cookie: x=1",
    "../../etc/passwd",
    "\x7f\x1b[2J",
    "\u0663\u0660",
    "\u00b2",
    "\u2028",
    "-1",
    "1e309",
    "9" * 400,
    "A" * 10_001,
    "2026-02-30",
    "0000-00-00",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "24:00",
    "25:61",
    "z" * 26,
    "guardians",
    "board",
    "FAMILY",
    "alla",
    "*",
    "None",
    "[]",
    "self",
    "guardian",
]

DATES = [
    "",
    "2026-02-30",
    "0000-00-00",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "i morgon",
    "2026-2-3",
    "-1",
]

words = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=40),
    st.text(alphabet=st.characters(categories=["Cs", "Cc", "Cf", "Zl", "Mn", "Nd"]), max_size=12),
    st.binary(max_size=20),
    st.dates().map(str),
    st.integers().map(str),
    st.floats().map(str),
    st.datetimes().map(str),
)
"""What a field may hold: from the list, any text, only the awkward characters, bytes, days, numbers."""


def draw_values(start: int, many: int) -> list[Any]:
    """So many values as hypothesis draws them, the same for the same start."""
    drawn: list[Any] = list(HOSTILE)
    batch = 200

    @seed(start)
    @settings(
        max_examples=-(-many // batch),
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(words, min_size=batch, max_size=batch))
    def keep(values: list[Any]) -> None:
        drawn.extend(values)

    keep()
    return drawn
