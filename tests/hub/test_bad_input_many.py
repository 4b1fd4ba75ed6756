"""Forms by the thousand that no list thought of: a clear answer each, never a fault of ours."""

import asyncio
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.hub.bad_input_sent import RECORD
from tests.hub.bad_input_values import HOSTILE
from tests.hub.loading import copy
from tests.hub.rows import rows_of_everything
from tests.hub.running import Browser, Kept, Running, running
from tests.hub.sweep_table import CHANGES_AT_ONCE, FORMS, routes
from tests.hub.sweep_walk import filled, prepare, targets

SEED = 20261123
EXAMPLES = 100
FORMS_EACH = 12
NEVER_WRONG = {200, 303, 400, 401, 403, 404, 409, 413}
OPTIONAL = [
    "plats",
    "tolk",
    "familj",
    "enhet",
    "register",
    "mote",
    "sprak",
    "andamal",
    "som",
    "av",
    "roll",
    "talade",
]

words = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=40),
    st.text(alphabet=st.characters(categories=["Cs", "Cc", "Cf", "Zl", "Mn", "Nd"]), max_size=12),
    st.binary(max_size=20),
    st.dates().map(str),
    st.integers().map(str),
)
"""What a field may hold: from the list, any text, only the awkward characters, bytes, days, numbers."""

change = st.tuples(st.sampled_from(["replace", "add", "drop", "repeat"]), st.integers(0, 99), words)
form = st.tuples(
    st.integers(0, 999),
    st.sampled_from(["participant", "mother", "police"]),
    st.lists(change, min_size=1, max_size=4),
)


def bent(pairs: list[tuple[Any, Any]], changes: list[tuple[str, int, Any]]) -> list[tuple[Any, Any]]:
    """A form with fields replaced, added (known and unknown ones), left out, and sent twice."""
    pairs = list(pairs)
    for what, place, value in changes:
        if what == "add" or not pairs:
            pairs.append((OPTIONAL[place % len(OPTIONAL)] if place % 4 else value, value))
            continue
        at = place % len(pairs)
        if what == "drop":
            del pairs[at]
        elif what == "replace":
            pairs[at] = (pairs[at][0], value)
        else:
            pairs.insert(at, (pairs[at][0], value))
    return pairs


class Sender:
    """A running hub that hypothesis, which knows no tasks, can send forms to."""

    def __init__(self, hub: Running, ids: dict[str, str]) -> None:
        self.hub, self.ids = hub, ids
        self.browsers: dict[str, Browser] = {
            kind: hub.browser(kind) for kind in ("participant", "mother", "police")
        }
        self.forms = [
            (path, FORMS.get(route.path.replace(":str}", "}"), []))
            for route in routes(hub.app)
            if route.method == "POST" and route.path.rpartition("/")[2] not in CHANGES_AT_ONCE
            if not route.path.startswith(("/demo-idp", "/uppdrag"))
            for _, path in list(targets(route, ids))[:1]
        ]
        self.sent = 0

    async def send(self, place: int, kind: str, changes: list[tuple[str, int, Any]]) -> None:
        path, fields = self.forms[place % len(self.forms)]
        before, size = await rows_of_everything(self.hub), (await self.hub.house.ledger.head()).size
        answer = await self.browsers[kind].send(path, bent(filled(fields, self.ids), changes))
        assert answer.status_code in NEVER_WRONG, (kind, path, changes, answer.status_code)
        self.sent += 1
        grown = (await self.hub.house.ledger.head()).size - size
        assert grown <= 3, "one form is at most a look at the room, a decision and what follows"
        if answer.status_code != 303 and not path.startswith("/medgivande"):
            after = await rows_of_everything(self.hub)
            changed = {name for name in after if after[name] != before[name]}
            assert changed <= RECORD, (kind, path, changes, changed)


def test_forms_by_the_thousand(loaded_town: Kept, tmp_path: Path) -> None:
    print(f"seed {SEED}")
    with asyncio.Runner() as runner:
        life = running(copy(loaded_town, tmp_path / "data"))
        hub = runner.run(life.__aenter__())
        sender = Sender(hub, runner.run(prepare(hub, hub.browser("participant"))))

        @seed(SEED)
        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(st.lists(form, min_size=FORMS_EACH, max_size=FORMS_EACH))
        def send_all(forms: list[tuple[int, str, list[tuple[str, int, Any]]]]) -> None:
            for place, kind, changes in forms:
                runner.run(sender.send(place, kind, changes))

        send_all()
        runner.run(life.__aexit__(None, None, None))
    print(f"{sender.sent} forms")
    assert sender.sent >= EXAMPLES * FORMS_EACH
