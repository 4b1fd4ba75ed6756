"""What people do while the database is away, and what must then hold of every answer."""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field

import httpx2

from consent.ledger.entry import Entry
from hub.ids import new_id
from tests.hub.bad_input_sent import Desk

SAID = "Just nu går det inte att skriva ner vem som läser. Då får ingen läsa, och inget sparas."
UNSURE = "Kanske är det sparat, kanske inte."
READERS = ("mother", "participant")
LONGEST = 5.0
"""Seconds in which everything must work again by itself."""
PATIENT = 8.0
"""Seconds in which every answer must have come, where the hub waits a tenth as long as it always does."""


@dataclass
class Visits:
    """A hub, what was answered, and what was wrong with it."""

    desk: Desk
    failures: list[str] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    longest: float = 0.0

    async def read(self, kind: str) -> httpx2.Response:
        """Somebody opens the school's text."""
        return await self.desk.hub.browser(kind).get(self.desk.path("/uppgift/{item}", "tove-narvaro"))

    async def publish(self, number: str) -> httpx2.Response:
        """The kurator publishes a text; sent again it is the same text."""
        fields = [("nummer", number), ("rubrik", "Avbrott"), ("text", "Skrivet under ett avbrott.")]
        fields += [("kategori", "maende"), ("om", self.desk.ids["tove"]), ("till", "BUP")]
        room = self.desk.path("/rum/{room}/publicera", "tove")
        return await self.desk.hub.browser("participant").send(room, fields)

    async def meanwhile(self, what: str) -> tuple[list[httpx2.Response], httpx2.Response, str]:
        """Two read twice and one publishes, all at once."""
        number = new_id()
        began = time.monotonic()
        *read, sent = await asyncio.gather(*(self.read(kind) for kind in READERS * 2), self.publish(number))
        if (waited := time.monotonic() - began) > PATIENT:
            self.failures.append(f"{what}: the last answer came after {waited:.1f} s")
        self.longest = max(self.longest, waited)
        for answer in (*read, sent):
            self.counted[f"answered {answer.status_code}"] += 1
            if answer.status_code not in (200, 303, 503):
                self.failures.append(f"{what}: {answer.request.url.path} answers {answer.status_code}")
            if answer.status_code == 503 and SAID not in answer.text and UNSURE not in answer.text:
                self.failures.append(f"{what}: the page does not say that nothing can be read or saved")
        return read, sent, number

    async def until_open(self, what: str) -> None:
        """Ask until it works, and note how long it took."""
        began = time.monotonic()
        while time.monotonic() - began < LONGEST:
            answers = [(await self.read(kind)).status_code for kind in READERS]
            if answers == [200, 200]:
                self.slowest = max(self.slowest, time.monotonic() - began)
                return
            await asyncio.sleep(0.05)
        self.failures.append(f"{what}: still closed after {LONGEST:.0f} s")

    async def judge(
        self, what: str, size: int, read: list[httpx2.Response], sent: httpx2.Response, number: str
    ) -> None:
        """Every text that was answered has its entry; what was published stands once, and once more is no more."""
        texts = sum(answer.status_code == 200 for answer in read)
        new = await self._new(size)
        opened = sum(entry.kind == "ItemOpened" for entry in new)
        if opened < texts:
            self.failures.append(f"{what}: {texts} texts answered, {opened} openings written down")
        stands = _published(new, number)
        if stands > 1 or (sent.status_code == 303 and stands != 1):
            self.failures.append(f"{what}: {sent.status_code} was answered, and it stands {stands} times")
        self.counted["said to be unsure"] += UNSURE in sent.text
        if sent.status_code == 503 and stands == 1 and UNSURE not in sent.text:
            self.failures.append(f"{what}: it is said that nothing is saved, and it stands")
        if (await self.publish(number)).status_code != 303 or _published(await self._new(size), number) != 1:
            self.failures.append(f"{what}: sent again, it does not stand once")

    async def size(self) -> int:
        """How many entries there are."""
        return (await self.desk.hub.house.ledger.head()).size

    async def _new(self, size: int) -> tuple[Entry, ...]:
        return await self.desk.hub.house.ledger.entries(size, 1 << 62)


def _published(entries: tuple[Entry, ...], number: str) -> int:
    return sum(entry.kind == "ItemPublished" and entry.body["item"] == number for entry in entries)
