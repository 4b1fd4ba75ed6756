"""What the page of a receipt is shown with."""

from consent.receipt_form import Notice
from hub.pages.receipt_pages import InWords as Receipt
from tests.hub.page_facts import HOSTILE, NOON, NUMBER, UNITS

RECEIPT = Receipt(
    id=NUMBER,
    address=f"/kvitto/{NUMBER}",
    consent=NUMBER,
    kind="withdraw",
    did="Du tog bort en del",
    stopped=True,
    beside=False,
    how="med e-legitimation, som vårdnadshavare",
    at=NOON,
    subject=HOSTILE,
    purpose="Må bättre",
    from_units=[name for _, name in UNITS],
    to_units=[UNITS[0][1]],
    categories=["Hur jag mår"],
    left_out=["Hur jag mår"],
    starts=NOON,
    ends=NOON,
    notice=Notice(version="1", language="ar", text=f"{HOSTILE}\nنعم", sha256="", salt=""),
    direction="rtl",
)
