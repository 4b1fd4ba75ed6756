"""A no beside a yes that is not taken stands by itself: where a key is gone or hangs, at any level, of a child too."""

import asyncio
import sqlite3

import pytest

from consent.errors import KeyGone
from hub.ids import new_id
from hub.login.session import hashed
from hub.login.tables import SessionRow
from tests.hub.bad_input_sent import Desk
from tests.hub.loading import renew
from tests.hub.running import SESSION
from tests.hub.test_choosing import acts, asked, checked, sent_from
from tests.hub.test_two_at_once import NO_KEPT, answers_left, just_before


@pytest.mark.parametrize("fault", [sqlite3.OperationalError("down"), KeyGone("gone")])
async def test_a_no_needs_no_key_where_the_yes_beside_it_does(table: Desk, fault: Exception) -> None:
    number, mother = await asked(table), table.hub.browser("mother")
    form, keys = sent_from(await checked(mother, number, k_maende="nej")), table.hub.house.keys

    async def gone(*_a: object, **_k: object) -> bytes:
        raise fault

    async def goes() -> None:
        keys.key = gone  # type: ignore[method-assign]

    just_before(table, goes)
    answer = await mother.send(f"/medgivande/{number}/ja", form)
    assert answer.status_code in (409, 503), (
        "why they are asked can't be read either: the question is another"
    )
    assert NO_KEPT in answer.text
    assert await acts(number) == [("withdraw", "", "maende")]
    del keys.key  # type: ignore[method-assign]
    assert await answers_left(mother, number) == {"ja", "nej", "valj"}


async def test_a_no_does_not_wait_for_a_key_that_never_comes(table: Desk) -> None:
    """Nor does it hold up the others of the room, whatever its page needs to be read again."""
    number, mother = await asked(table), table.hub.browser("mother")
    stop, keys = sent_from(await mother.get(f"/medgivande/{number}/sluta")), table.hub.house.keys

    async def hangs(*_a: object, **_k: object) -> bytes:
        await asyncio.sleep(30)
        raise KeyGone("late")

    keys.key = hangs  # type: ignore[method-assign]
    began = asyncio.get_running_loop().time()
    answer = await mother.send(f"/medgivande/{number}/sluta", [*stop, ("vad", "allt")])
    assert answer.headers["location"].endswith("/klart")
    assert asyncio.get_running_loop().time() - began < 3
    assert [kind for kind, *_ in await acts(number)] == ["withdraw"]


async def test_a_child_s_no_beside_a_yes_stands_where_it_stops_nothing_alone_by_now(table: Desk) -> None:
    """She was assessed as mature when the page was shown, and is not any more when her answers come."""
    await renew(table.hub, "child")
    number, child, school = await asked(table), table.hub.browser("child"), table.hub.browser("participant")

    async def assessed(outcome: str) -> None:
        form = table.form("/rum/{room}/anteckna/mognad", utfall=outcome, kategori=["maende", "franvaro"])
        answer = await school.send(table.path("/rum/{room}/anteckna/mognad", "tove"), form)
        assert answer.status_code == 303, answer.text

    await assessed("mature")
    form = sent_from(await checked(child, number, k_maende="nej"))
    just_before(table, lambda: assessed("not_mature"))
    answer = await child.send(f"/medgivande/{number}/ja", form)
    assert answer.status_code == 409
    assert NO_KEPT in answer.text
    assert "Det du sa nej till delas inte." not in answer.text, "it is heard, and does not decide"
    assert [kind for kind, *_ in await acts(number)] == ["withdraw"]


async def test_a_no_counts_at_any_level_beside_a_yes_too(table: Desk) -> None:
    number, mother = await asked(table), table.hub.browser("mother")
    session = SessionRow.id == hashed(mother.client.cookies[SESSION])
    await SessionRow.update({SessionRow.loa: 2}).where(session).run()
    answer = await mother.send(f"/medgivande/{number}/ja", {"kategori": "maende"})
    assert answer.status_code == 403
    assert NO_KEPT in answer.text
    assert await acts(number) == [("withdraw", "", "maende")]
    nowhere = await mother.send(f"/medgivande/{new_id()}/ja", {"kategori": "maende"})
    assert {nowhere.status_code, NO_KEPT in nowhere.text} == {403, False}
