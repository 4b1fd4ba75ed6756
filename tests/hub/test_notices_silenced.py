"""Where somebody is at risk, staff see to it that another gets no message of what they answer."""

import re

from hub.notices.tables import SilenceRow
from tests.hub.bad_input_sent import Desk, nothing_changes
from tests.hub.notices import reached, waiting
from tests.hub.test_shown import words_of

MAY_BE_TOLD = re.compile(r"kan de här få ett meddelande om att något har hänt: (.*?) ?\.")
PATH = "/rum/{room}/anteckna/tyst"


async def silenced(table: Desk, **changed: object) -> int:
    answer = await table.send("participant", PATH, "tove", **changed)
    return answer.status_code


async def test_it_stops_the_message_and_nothing_else(table: Desk) -> None:
    await reached(table.hub, "father", "child", "participant")
    mother, school = table.hub.browser("mother"), table.hub.browser("participant")
    consent, room = table.ids["tove-ja"], table.ids["room tove"]
    page = words_of(await mother.get(f"/medgivande/{consent}/sluta"))
    assert MAY_BE_TOLD.findall(page) == ["Jonas Almgren, Tove Almgren"]
    for _ in range(2):
        assert await silenced(table) == 303
    assert await SilenceRow.count().run() == 1
    assert words_of(await mother.get(f"/medgivande/{consent}/sluta")) == page, "nothing says so"
    stop = {"vad": "del", "kategori": "maende"}
    assert (await mother.send(f"/medgivande/{consent}/sluta", stop)).status_code == 303
    assert {who for who, _ in await waiting(table.hub)} == {"tove", "asa"}
    father = table.hub.browser("father")
    told = words_of(await father.get(f"/medgivande/{consent}"))
    assert "Karin Almgren: har svarat" in told
    page = await school.get(f"/rum/{room}/anteckna")
    assert "Jonas Almgren får inget meddelande om vad Karin Almgren svarar" in words_of(page)
    number = (await SilenceRow.select(SilenceRow.id).run())[0]["id"]
    for _ in range(2):
        assert (await school.press(page, f"/rum/{room}/anteckna/tyst/{number}/hav")).status_code == 303
    assert "får inget meddelande om vad" not in words_of(await school.get(f"/rum/{room}/anteckna"))
    stop = {"vad": "del", "kategori": "insatser"}
    assert (await mother.send(f"/medgivande/{consent}/sluta", stop)).status_code == 303
    assert "jonas" in {who for who, _ in await waiting(table.hub)}
    kinds = [entry.kind for entry in await table.hub.entries()]
    assert (kinds.count("NoticesSilenced"), kinds.count("NoticesResumed")) == (1, 1)


WRONG: tuple[dict[str, str | None], ...] = (
    {"skalet": ""},
    {"skalet": None},
    {"tyst": "{karin}"},
    {"vems": None},
    {"vems": "Karin"},
    {"tyst": "{asa}"},
    {"vems": "{peter}"},
    {"tyst": "z" * 26},
)


async def test_it_takes_two_of_the_family_a_reason_and_somebody_of_the_room(table: Desk) -> None:
    people = {name: table.hub.ids.person(name) for name in ("karin", "asa", "peter")}
    for wrong in WRONG:
        sent = {key: value and value.format(**people) for key, value in wrong.items()}
        async with nothing_changes(table.hub):
            answer = await table.send("participant", PATH, "tove", **sent)
        assert answer.status_code == 400, wrong
        assert "Rätta" in answer.text or "rätta" in answer.text, wrong
    for who in ("mother", "father", "same unit, outside", "police", "auditor"):
        assert (await table.send(who, PATH, "tove")).status_code == 404, who
    assert not await SilenceRow.exists().run()
