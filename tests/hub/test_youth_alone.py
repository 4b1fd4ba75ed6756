"""A sixteen-year-old decides alone, and her parents' pages show nothing of it."""

from consent.tables import ActRow
from tests.hub.loading import log_in
from tests.hub.running import KINDS, Kind, Running

PAGES = ("/vem-far-se", "/vem-har-last", "/uppgifter")


async def test_her_parents_pages_show_nothing_of_what_she_decides_alone(any_hub: Running) -> None:
    ids = any_hub.ids
    alone, together = ids.of("consent", "linnea-mar"), ids.of("consent", "linnea-kvallar")
    text = ids.of("item", "linnea-samtal")
    school, linnea = any_hub.browser("participant"), await log_in(any_hub, KINDS["sixteen-year-old"])
    assert (await school.get(f"/uppgift/{text}")).status_code == 200
    assert alone in (await linnea.get("/vem-far-se")).text
    for who in ("camilla", "robert"):
        parent = await log_in(any_hub, Kind(who))
        said = "".join([(await parent.get(page)).text for page in PAGES])
        room = await parent.get(f"/rum/{ids.of('room', 'linnea')}")
        assert together in said
        for secret in (alone, text, "Hur jag mår"):
            assert secret not in said + room.text, (who, secret)
        for page in ("", "/klart", "/sluta", "/forhandsvisning", "/valj"):
            assert (await parent.get(f"/medgivande/{alone}{page}")).status_code == 404
        for act in ("ja", "nej"):
            assert (await parent.send(f"/medgivande/{alone}/{act}")).status_code == 404
        assert (await parent.send(f"/medgivande/{alone}/ja", {"som": "guardian"})).status_code == 404
    assert await ActRow.count().where(ActRow.consent == alone, ActRow.kind == "grant").run() == 1
    assert (await school.get(f"/uppgift/{text}")).status_code == 200, "nor can they stop it"
