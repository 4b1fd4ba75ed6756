"""What can be proved at the end of the tour: the receipt, a row, the whole ledger, without trusting the hub."""

from dataclasses import dataclass

from litestar import Litestar

from consent.errors import SamrumError
from consent.ledger.verify import verify_export
from consent.receipt import verify_receipt
from hub.demo.load import Say
from hub.demo.visitor import Deviation, Visitor
from hub.opening import signers
from hub.settings import Settings


@dataclass(frozen=True, slots=True)
class Walk:
    """Where the walk goes: the application, its settings, and who is told about it."""

    app: Litestar
    settings: Settings
    say: Say

    async def somebody(self, name: str, *, as_: str | None = None) -> Visitor:
        """Somebody who has logged in."""
        visitor = Visitor(self.app, self.settings.public_url, name)
        await visitor.log_in(as_=as_)
        return visitor


def checks_receipt(on: Walk, text: bytes) -> None:
    """Check the mother's receipt with the two public keys and nothing else; raises Deviation."""
    checkpoints, receipts = signers(on.settings)
    receipt = verify_receipt(text, receipts.verifier, checkpoints.verifier)
    if receipt.record.event.type != "withdraw":
        raise Deviation(f"Helena's receipt is of {receipt.record.event.type}, not of her withdrawal")
    forged = text.replace(b'"withdraw"', b'"grant"', 1)
    try:
        verify_receipt(forged, receipts.verifier, checkpoints.verifier)
    except SamrumError:
        on.say(
            "Hennes kvitto prövas utan Samrum, bara med de öppna nycklarna. Det håller; ett ändrat gör det inte."
        )
        return
    raise Deviation("a receipt that was changed was taken for a good one")


async def audited(on: Walk) -> None:
    """The auditor looks at a row, takes a checkpoint and the whole ledger home, and they hold."""
    yvonne = await on.somebody("Yvonne Tegner", as_="granskare")
    yvonne.expect("Loggens huvud", "Rotsumma")
    newest = next(link for link in yvonne.page.links if "/granskning/rad/" in link.address)
    await yvonne.go(newest.address)
    yvonne.expect("Beviset håller")
    on.say("Yvonne, granskare, öppnar en rad i loggen. Beviset för att den står där håller.")
    await yvonne.follow("Tillbaka till loggen")
    held = (await yvonne.download("Hämta kontrollpunkt")).decode()
    on.say("  Hon tar med sig en kontrollpunkt hem.")
    export = await yvonne.download("Hämta hela loggen")
    await yvonne.log_out()
    _verifies(on, export, held)


def _verifies(on: Walk, export: bytes, held: str) -> None:
    key = str(signers(on.settings)[0].verifier)
    verdict = verify_export(export.splitlines(keepends=True), key, held=[held])
    if not verdict.whole:
        raise Deviation(f"the ledger does not hold: {verdict.findings[0]}")
    at = export.index(b'"kind":"ItemRefused"')
    changed = export[:at] + bytes([export[at] ^ 1]) + export[at + 1 :]
    broken = verify_export(changed.splitlines(keepends=True), key, held=[held])
    if broken.whole:
        raise Deviation("one changed byte in the ledger was not found")
    on.say(f"Hela loggen prövas utan Samrum: {verdict.size} rader, och alla stämmer.")
    on.say(f"  En enda ändrad byte hittas: {broken.findings[0].what}, rad {broken.findings[0].line} i filen.")
