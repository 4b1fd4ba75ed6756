"""A tiny application of the frame alone, and a page with every part of it, for the tests of the look."""

from datetime import UTC, datetime
from typing import Any

from jinja2 import ChoiceLoader, DictLoader
from litestar import Litestar, MediaType, Request, get
from litestar.config.csrf import CSRFConfig
from litestar.params import FromQuery
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.response import Template
from litestar.template import TemplateConfig
from litestar.testing import TestClient
from litestar.types import ControllerRouterHandler

from hub.headers import headers_hook
from hub.login.caller import Caller
from hub.pages.assets import static_router
from hub.pages.frame import Shown, page
from hub.pages.speaking import choose_language
from hub.pages.templating import template_config

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
MOTHER = Caller(session="s1", who="anna", loa=3, login_at=NOON)
PSYCHOLOGIST = Caller(
    session="s2", who="beata", loa=3, login_at=NOON, assignment="u1", unit="BUP", role="psykolog"
)
AUDITOR = Caller(
    session="s3", who="greta", loa=3, login_at=NOON, assignment="u2", unit="GRANSK", role="granskare"
)

AnyRequest = Request[Any, Any, Any]
Browser = TestClient[Litestar]

EVERYTHING = """
{% extends "base.html" %}
{% import "_forms.html" as forms %}
{% from "_messages.html" import success, notice, faults_summary %}
{% from "_table.html" import table, pairs, tags %}
{% from "_answer.html" import refusal, reading %}
{% from "_paging.html" import paging %}
{% block title %}Vem får se vad{% endblock %}
{% block main %}
<h1 class="ds-heading" data-size="lg">Vem får se vad</h1>
{{ faults_summary([("till", "Välj minst en enhet som får se."),
                   ("slutar", "Skriv ett slutdatum som finns.")]) }}
{{ success("Du delar nu med BUP", "Du kan sluta dela när du vill.") }}
{{ notice("Vi väntar på svar från Anders.") }}
<h2 class="ds-heading" data-size="md">Skola och närvaro</h2>
<article class="ds-card">
  <h3 class="ds-heading" data-size="xs">Frånvaro i oktober</h3>
  {{ tags([words.category("franvaro"), words.category("larande")]) }}
  {{ hostile|prose }}
  {{ pairs([("Från", "Elevhälsan"), ("Till", "BUP"),
           ("Gäller till", noon|day), ("Läst senast", noon|clock)]) }}
  {{ reading("Du får läsa det här med samtycke.", "OSL 10:1") }}
</article>
{{ refusal("Inget samtycke låter din enhet läsa det här. Fråga den som leder mötet.", "OSL 10:1, 12:2") }}
<form class="sam-form" method="post" action="/dela">
  {{ forms.csrf(csrf) }}
  {{ forms.field("namn", "Vad ska det heta?", hostile, "Några få ord.") }}
  {{ forms.checkboxes("till", "Vem ska få se?",
                      [("BUP", "BUP", "Barn- och ungdomspsykiatrin"), ("SKOLA.EH", "Elevhälsan")],
                      description="Kryssa i dem som du vill dela med.",
                      error="Välj minst en enhet som får se.") }}
  {{ forms.radios("hur", "Hur länge?", [("m", "Bara det här mötet"), ("d", "Till ett datum")]) }}
  {{ forms.day_field("slutar", "Sista dag", "2026-02-30", error="Skriv ett slutdatum som finns.") }}
  {{ forms.textarea("ord", "Med egna ord", hostile, required=false) }}
  {{ forms.yes_or_no("svar", "Ja, dela med BUP", "Nej, dela inte") }}
  <div class="sam-buttons">{{ forms.submit("Spara") }}
  {{ forms.submit("Sluta dela", "secondary", color="danger") }}</div>
</form>
{{ table("Vem har läst", ["När", "Vem", "Vad"],
         [[noon|clock, hostile|told, "Frånvaro i oktober"]], "Ingen har läst.") }}
{{ paging(2, 3, "?sida=") }}
{% endblock %}
"""


@get("/allt", media_type=MediaType.HTML, sync_to_thread=False)
def everything(request: AnyRequest, hostile: FromQuery[str] = "Bo & <b>Alva</b>\u202e\x00") -> Template:
    """A page with every part, where `hostile` is shown in each place for a person's own words."""
    shown = Shown(
        name="Anna Andersson", where="vårdnadshavare", for_whom="Alva", why="Möte om närvaron i skolan"
    )
    return page("allt.html", request, shown=shown, hostile=hostile, noon=NOON)


def templates() -> TemplateConfig[JinjaTemplateEngine]:
    """The product's own configuration with the page above beside the real templates."""
    config = template_config()
    env = config.engine_instance.engine
    assert env.loader is not None
    env.loader = ChoiceLoader([DictLoader({"allt.html": EVERYTHING}), env.loader])
    return config


def small_app(*handlers: ControllerRouterHandler, caller: Caller | None = None, **more: Any) -> Litestar:
    """The frame with these handlers; every request is made by `caller`."""

    async def who_asks(request: AnyRequest) -> None:
        request.scope["user"] = caller
        await choose_language(request)

    return Litestar(
        [static_router(), everything, *handlers],
        template_config=templates(),
        before_request=who_asks,
        before_send=[headers_hook(issuer="https://login.example")],
        csrf_config=CSRFConfig(secret="a secret of the tests alone", cookie_name="csrf"),
        openapi_config=None,
        **more,
    )


def client(
    *handlers: ControllerRouterHandler, caller: Caller | None = None, **more: Any
) -> TestClient[Litestar]:
    """A browser without scripts for the small application."""
    return TestClient(small_app(*handlers, caller=caller, **more), raise_server_exceptions=False)
