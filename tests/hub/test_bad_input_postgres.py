"""The same hostile values on PostgreSQL, which takes no NUL and no half characters where SQLite takes all."""

from tests.hub.bad_input_sent import Desk, nothing_changes
from tests.hub.bad_input_values import HOSTILE
from tests.hub.running import Running, form_body
from tests.hub.sweep_table import FORMS
from tests.hub.sweep_walk import prepare

SOUND = {200, 303, 400, 403, 404, 409}
IDS = ("/rum/{}", "/uppgift/{}", "/uppgift/{}/ratta", "/medgivande/{}", "/medgivande/{}/ja", "/kvitto/{}")

FULL = {"/rum/{room}/publicera": "tove", "/rum/{room}/fraga": "tove", "/uppgift/{item}/ratta": "hidden"}
"""The forms with the most in them, and what each is sent for."""


async def test_hostile_ids_and_queries(postgres_hub: Running) -> None:
    async with nothing_changes(postgres_hub):
        for kind in ("mother", "participant"):
            browser = postgres_hub.browser(kind)
            for value in HOSTILE:
                quoted = form_body([("", value)]).decode()[1:] or "%20"
                for path in IDS:
                    ask = browser.send if path.endswith(("/ratta", "/ja")) else browser.get
                    answer = await ask(path.format(quoted[:2000]))
                    assert answer.status_code in {400, 404}, (path, value)
                item = postgres_hub.ids.of("item", "tove-narvaro")
                for name in ("mote", "som", "syfte"):
                    answer = await browser.get(f"/uppgift/{item}?{name}={quoted[:2000]}")
                    assert answer.status_code in SOUND, (name, value)


async def test_hostile_fields(postgres_hub: Running) -> None:
    """Each field of the forms with the most in them."""
    desk = Desk(postgres_hub, await prepare(postgres_hub, postgres_hub.browser("participant")))
    for path, thing in (
        ("/rum/{room}/publicera", "tove"),
        ("/rum/{room}/fraga", "tove"),
        ("/uppgift/{item}/ratta", "hidden"),
    ):
        fields = [*dict.fromkeys(name for name, _ in FORMS[path]), "plats", "enhet", "sprak", "mote", "av"]
        for place, value in enumerate(HOSTILE):
            for name in fields[place % 4 :: 4]:
                answer = await desk.send("participant", path, thing, **{name: value})
                assert answer.status_code in SOUND, (path, name, value, answer.status_code)
