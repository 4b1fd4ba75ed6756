"""What a preview tells is what the units then really get, and it tells nothing of what anybody has said."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import pytest

from hub.demo.town.steps import Ask, Invite, OpenRoom, Publish
from tests.hub.loading import log_in
from tests.hub.running import Browser, Kind, Running

Shown = dict[str, set[str]]
"""Texts (ids) by the name of the unit."""


@dataclass
class Street:
    """Everybody of the town, each logged in once, when they are first asked for."""

    hub: Running
    known: dict[Kind, Browser] = field(default_factory=dict)

    async def browser(self, who: str, unit: str | None = None) -> Browser:
        kind = Kind(who, unit)
        if kind not in self.known:
            self.known[kind] = await log_in(self.hub, kind)
        return self.known[kind]

    def consents(self) -> Iterable[tuple[str, str, str]]:
        """Every question that the town asks, with its room and whom it is about."""
        for room, held in self.hub.town.rooms.items():
            for step in held.steps:
                if isinstance(step, Ask):
                    yield step.consent, room, step.subject

    def about(self, room: str, subject: str) -> set[str]:
        """The texts of a room that are about this person."""
        steps = self.hub.town.rooms[room].steps
        texts = [s for s in steps if isinstance(s, Publish) and subject in s.subjects]
        return {self.hub.ids.of("item", text.item) for text in texts}

    def texts(self, room: str) -> list[str]:
        """The ids of the texts that the town publishes in a room."""
        steps = self.hub.town.rooms[room].steps
        return [self.hub.ids.of("item", s.item) for s in steps if isinstance(s, Publish)]

    async def reads(self, browser: Browser, room: str) -> set[str]:
        """The texts of a room that somebody can really open."""
        texts = self.texts(room)
        return {text for text in texts if (await browser.get(f"/uppgift/{text}")).status_code == 200}

    async def units_read(self, room: str) -> Shown:
        """What really opens for somebody of each unit that takes part, but for what the unit wrote itself."""
        found: Shown = {}
        held = self.hub.town.rooms[room]
        own = {s.item: s.as_ for s in held.steps if isinstance(s, Publish)}
        inside = {(s.who, s.unit) for s in held.steps if isinstance(s, Invite)}
        inside |= {(s.by, s.as_) for s in held.steps if isinstance(s, OpenRoom)}
        for who, unit in sorted(inside):
            opened = await self.reads(await self.browser(who, unit), room)
            mine = {self.hub.ids.of("item", item) for item, by in own.items() if by == unit}
            found.setdefault(self.hub.town.units[unit].name, set()).update(opened - mine)
        return found


def shown(page: str) -> Shown:
    """The texts below each unit's name."""
    parts = re.split(r'id="enhet-\d+">([^<]+)<', page)[1:]
    texts = (set(re.findall(r'href="/uppgift/(\w{26})', part)) for part in parts[1::2])
    return dict(zip(parts[::2], texts, strict=True))


@pytest.mark.timeout(300)
async def test_what_is_shown_before_a_yes_is_what_each_unit_then_gets(any_hub: Running) -> None:
    street = Street(any_hub)
    tried = 0
    for key, room, subject in street.consents():
        number = any_hub.ids.of("consent", key)
        before = {}
        for who in any_hub.town.families:
            browser = await street.browser(who)
            answer = await browser.get(f"/medgivande/{number}/forhandsvisning")
            if answer.status_code == 200:
                before[who] = shown(answer.text)
        assert before, key
        for who in before:
            browser = await street.browser(who)
            offered = f'/medgivande/{number}/ja"' in (await browser.get(f"/medgivande/{number}")).text
            answer = await browser.says_yes(
                number
            )  # Who has said yes to a part of it before is offered none.
            assert answer.status_code == 303 or not offered
        child = await street.browser(any_hub.town.rooms[room].child)
        await child.says_yes(number)
        then = await street.units_read(room)
        for who, told in before.items():
            own = await street.reads(await street.browser(who), room) & street.about(room, subject)
            assert told == {unit: then.get(unit, set()) & own for unit in told}, (key, who)
            tried += sum(map(len, told.values()))
    assert tried > 30


@pytest.mark.timeout(300)
async def test_what_is_shown_before_a_stop_is_what_then_stops(any_hub: Running) -> None:
    """In part first, then all of it: as one guardian, or the one whom it is about, while the others stand by."""
    street = Street(any_hub)
    tried = 0
    for who, key, category in (
        ("karin", "tove-ja", "franvaro"),
        ("linnea", "linnea-mar", "maende"),
        ("jenny", "maja-ja", "insatser"),
        ("signe", "signe-ja", "maende"),
        ("kent", "wilma-ja", "larande"),
        ("jonas", "jonas-ja", "familj"),
    ):
        browser = await street.browser(who)
        stop = f"/medgivande/{any_hub.ids.of('consent', key)}/sluta"
        room, subject = next((r, s) for k, r, s in street.consents() if k == key)
        own = await street.reads(browser, room) & street.about(room, subject)
        for form in ([("vad", "del"), ("kategori", category)], [("vad", "allt")]):
            before = await street.units_read(room)
            look = await browser.send(stop, [*form, ("visa", "ja")])
            told = await browser.get(look.headers["location"])
            assert told.status_code == 200
            assert await street.units_read(room) == before, "to look changes nothing"
            assert (await browser.send(stop, form)).status_code == 303
            after = await street.units_read(room)
            gone = {unit: (before[unit] - after[unit]) & own for unit in before}
            assert shown(told.text) == {unit: texts for unit, texts in gone.items() if texts}, (who, form)
            tried += sum(map(len, gone.values()))
    assert tried > 15


async def test_to_look_at_what_a_part_stops_keeps_what_was_chosen(hub: Running) -> None:
    mother = hub.browser("mother")
    stop = f"/medgivande/{hub.ids.of('consent', 'tove-ja')}/sluta"
    page = (await mother.get(stop)).text
    assert "Om du slutar dela allt" in page
    assert not re.search(r"<input[^>]+\schecked", page)
    look = await mother.send(stop, [("vad", "del"), ("enhet", "BUP"), ("visa", "ja")])
    told = (await mother.get(look.headers["location"])).text
    assert "Om du slutar dela det du har valt" in told
    assert re.findall(r'value="([^"]+)"[^>]*\schecked', told) == ["del", "BUP"]
    names, bup = hub.town.units, hub.ids.of("item", "tove-bup")
    assert shown(told)[names["SKOLA.EH"].name] >= {bup}, "what BUP shares stops for the others too"
    assert len(shown(told)[names["BUP"].name]) > 3
    for wrong in ([], [("vad", "del")], [("vad", "del"), ("kategori", "nonsens")], [("vad", "mer")]):
        assert (await mother.send(stop, [*wrong, ("visa", "ja")])).status_code == 400


async def test_who_is_not_asked_sees_no_preview(hub: Running) -> None:
    number = hub.ids.of("consent", "linnea-mar")
    for kind in ("mother", "participant", "police", "auditor", "parent without custody"):
        browser = hub.browser(kind)
        page = await browser.get(f"/medgivande/{number}/forhandsvisning")
        assert page.status_code == 404, kind
        look = await browser.send(f"/medgivande/{number}/sluta", [("vad", "allt"), ("visa", "ja")])
        assert look.status_code == 404, kind
