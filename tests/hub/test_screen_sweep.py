"""Every set of those who can be in a sitting, every text of the room, and what people say meanwhile: the screen shows
what each one there could open, and nothing that one of them could not."""

from itertools import combinations

from hub.meeting.here import GUEST, INTERPRETER, Here, here_in
from hub.together import Present, common
from tests.hub.bad_input_sent import Desk
from tests.hub.loading import log_in
from tests.hub.running import KINDS, Browser, Kind
from tests.hub.sitting import LEADER, POLICE, comes, invited, sitting

STAFF = {
    "asa": KINDS[LEADER],
    "rebecka": KINDS["participant at BUP"],
    "jakob": Kind("jakob", "SOC.FORE"),
    "maria": Kind("maria", "SKOLA.UND"),
    "mikael": KINDS[POLICE],
}
OWN_FAMILY = {"karin": KINDS["mother"], "jonas": KINDS["father"], "tove": KINDS["child"]}


async def test_no_set_of_people_sees_what_one_of_them_could_not_open(table: Desk) -> None:
    way = await sitting(table)
    await invited(table, POLICE)
    browsers = {name: await log_in(table.hub, kind) for name, kind in (STAFF | OWN_FAMILY).items()}
    for browser in browsers.values():
        await comes(browser, way)
    for kind in (INTERPRETER, GUEST):
        await comes(browsers["rebecka"], way, kind)
    counted = {}
    for state, (who, path, fields) in {
        "as the town has it": ("", "", {}),
        "one unit taken out": ("karin", "sluta", {"vad": "del", "enhet": "SOC.FORE"}),
        "one topic taken out": ("jonas", "sluta", {"vad": "del", "kategori": "maende"}),
        "ended": ("karin", "sluta", {"vad": "allt"}),
    }.items():
        if who:
            answer = await browsers[who].send(f"/medgivande/{table.ids['tove-ja']}/{path}", fields)
            assert answer.status_code == 303, (state, answer.text)
        counted[state] = await _swept(table, way.rpartition("/")[2], browsers)
    assert counted["as the town has it"] > counted["one unit taken out"] > counted["one topic taken out"]
    assert counted["one topic taken out"] > counted["ended"] > 0, "a unit alone has its own"


async def _swept(table: Desk, meeting: str, browsers: dict[str, Browser]) -> int:
    """Every set once; how many texts were shown in all of them together."""
    house, room = table.hub.house, table.ids["room tove"]
    here = await here_in(meeting)
    asa = next(one.by for one in here if one.by.unit == "SKOLA.EH")
    seen, facts = await house.facts.see_with(room=room, by=asa, others=[one.by for one in here])
    present = [Present(here=one, facts=mine) for one, mine in zip(here, facts, strict=True)]
    opened = {
        name: {
            item
            for item in seen.facts.items
            if (await browser.get(f"/uppgift/{item}?mote={meeting}")).status_code == 200
        }
        for name, browser in browsers.items()
    }
    people = {table.hub.ids.person(name): name for name in browsers}
    shown = 0
    for size in range(len(present) + 1):
        for some in combinations(present, size):
            found = {one.item.id for one in common(some, seen.at, meeting=meeting)}
            allowed = [opened[people[one.here.by.who]] for one in some if one.here.kind != GUEST]
            known = some and not any(one.here.kind == GUEST for one in some)
            wanted = set.intersection(*allowed) if known else set()
            assert found == wanted, [_said(one.here, people) for one in some]
            shown += len(found)
    return shown


def _said(one: Here, people: dict[str, str]) -> str:
    return f"{people[one.by.who]} ({one.kind})"
