"""What is carried in an address from step to step is not there for whoever asks a child for the telephone."""

from tests.hub.loading import log_in
from tests.hub.running import KINDS, Running
from tests.hub.test_child_alone import YOUTH
from tests.hub.test_expiring import pass_time
from tests.hub.test_recorded_part import asked_in_linneas_room


async def test_what_she_answered_so_far_is_not_in_the_address_for_long(any_hub: Running) -> None:
    """Also of what her parents are asked too, after the five minutes, in the browser's history."""
    number, _asker = await asked_in_linneas_room(any_hub, "brott")
    youth = await log_in(any_hub, KINDS[YOUTH])
    answers = {"steg": "3", "u.POL": "ja", "u.SOC.FORE": "nej", "k.brott": "ja"}
    step = (await youth.send(f"/medgivande/{number}/valj", answers)).headers["location"]
    stop = {"vad": "del", "kategori": "brott", "visa": "ja"}
    look = (await youth.send(f"/medgivande/{number}/sluta", stop)).headers["location"]
    foreseen = step.replace("/valj", "/forhandsvisning")
    assert "Kontrollera dina svar" in (await youth.get(step)).text
    assert "Så blir det med dina svar." in (await youth.get(foreseen)).text
    assert "checked" in (await youth.get(look)).text
    await pass_time(any_hub, minutes=6)
    for address in (step, look, foreseen):
        page = await youth.get(address)
        assert page.status_code == 200, address
        assert "checked" not in page.text
        assert "Kontrollera dina svar" not in page.text
        assert "med dina svar" not in page.text
