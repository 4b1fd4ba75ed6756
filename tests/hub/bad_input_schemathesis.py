"""What schemathesis makes of the description: its coverage of every rule, and data that keep to it and do not."""

from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import urlsplit

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.transport import Response
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.hub.bad_input_asgi import Answer, Sent
from tests.hub.bad_input_described import openapi
from tests.hub.bad_input_found import Found
from tests.hub.running import ADDRESS, Browser

MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@dataclass(frozen=True)
class Case:
    """A case of schemathesis, and the request that it stands for."""

    case: Any
    request: requests.PreparedRequest

    def sent(self, who: str, browser: Browser) -> Sent:
        """The request as this person's browser sends it, with its own token in a header."""
        parts, body = urlsplit(self.request.url or ""), self.request.body or b""
        headers = [
            (name.lower().encode(), value.encode("latin-1") if isinstance(value, str) else value)
            for name, value in self.request.headers.items()
            if name.lower() not in ("content-length", "cookie")
        ]
        return Sent(
            who,
            self.request.method or "GET",
            parts.path.encode(),
            parts.query.encode(),
            (*headers, (b"x-csrftoken", browser.token.encode())),
            body.encode() if isinstance(body, str) else body,
            "schemathesis",
        )

    def conforms(self, answer: Answer) -> list[str]:
        """What schemathesis has to say against the answer."""
        headers: dict[str, list[str]] = {}
        for name, value in answer.headers:
            headers.setdefault(name.decode("latin-1"), []).append(value.decode("latin-1"))
        answered = Response(answer.status, headers, answer.body, self.request, 0.0, verify=False)
        try:
            self.case.validate_response(answered, checks=CHECKS)
        except FailureGroup as found:
            return [f"{type(one).__name__}: {one}".splitlines()[0] for one in found.exceptions]
        return []


def draw_cases(found: Found, draw: Random, each: int) -> list[Case]:
    """Cases for every operation that there is: those that cover its description, and `each` drawn in each mode."""
    schema = schemathesis.openapi.from_dict(openapi(found))
    cases: list[Any] = []
    for result in schema.get_all_operations():
        operation = result.ok()
        config = schema.config.generation_for(operation=operation, phase="coverage")
        cases += schema.iter_coverage_cases(
            operation,
            generation_modes=list(MODES),
            generation_config=config,
            extra_data_source=None,
            error_feedback=None,
        )
        for mode in MODES:
            cases += _drawn(operation, mode, draw.getrandbits(32), each)
    return [Case(case, request) for case in cases if (request := _prepared(case)) is not None]


def _drawn(operation: Any, mode: GenerationMode, start: int, each: int) -> list[Any]:
    cases: list[Any] = []

    @seed(start)
    @settings(
        max_examples=each,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(generation_mode=mode))
    def keep(case: Any) -> None:
        cases.append(case)

    try:
        keep()
    except Unsatisfiable:
        # Nothing can be wrong with an operation that takes nothing.
        assert mode is GenerationMode.NEGATIVE
    return cases


def _prepared(case: Any) -> requests.PreparedRequest | None:
    """The request of a case; None where no client could write it down at all."""
    try:
        return requests.Request(**case.as_transport_kwargs(base_url=ADDRESS)).prepare()
    except (UnicodeError, ValueError):
        return None
