"""The demo identity provider's addresses under `/demo-idp`; answers of `/token` are as RFC 6749 has them."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.response import Redirect, Template
from litestar.types import ControllerRouterHandler

from hub.demo.identity.asked import Asked, BadClient
from hub.demo.identity.codes import Grant
from hub.demo.identity.people import DemoPerson
from hub.demo.identity.provider import DemoProvider
from hub.pages.frame import page
from hub.settings import Settings
from hub.settings_production import DEMO_PROVIDER
from policies.times import day_of

AnyRequest = Request[Any, Any, Any]
Answer = Redirect | Template | Response[dict[str, Any]]
ANYONE = {"who": "anyone"}


def demo_identity(settings: Settings, people: Sequence[DemoPerson]) -> Router:
    """The router to mount in the demo. Raises DemoInProduction where the settings are production's."""
    return identity_router(DemoProvider(settings, tuple(people)))


def identity_router(provider: DemoProvider) -> Router:
    """The router of one provider."""
    handlers: list[ControllerRouterHandler] = [_discovery(provider), _keys(provider)]
    handlers += [_ask(provider), _chosen(provider), _token(provider)]
    return Router(DEMO_PROVIDER, route_handlers=handlers, include_in_schema=False)


def _discovery(provider: DemoProvider) -> ControllerRouterHandler:
    @get("/.well-known/openid-configuration", opt=ANYONE)
    async def discovery() -> dict[str, Any]:
        return provider.metadata()

    return discovery


def _keys(provider: DemoProvider) -> ControllerRouterHandler:
    @get("/jwks", opt=ANYONE)
    async def keys() -> dict[str, Any]:
        return {"keys": [{**provider.key.as_dict(private=False), "use": "sig", "alg": "ES256"}]}

    return keys


def _ask(provider: DemoProvider) -> ControllerRouterHandler:
    @get("/authorize", opt=ANYONE)
    async def ask(request: AnyRequest) -> Answer:
        return await _asked(request, provider, dict(request.query_params), _people_page)

    return ask


def _chosen(provider: DemoProvider) -> ControllerRouterHandler:
    @post("/authorize", opt=ANYONE, status_code=200)
    async def chosen(request: AnyRequest) -> Answer:
        return await _asked(request, provider, dict(await request.form()), _let_in)

    return chosen


def _token(provider: DemoProvider) -> ControllerRouterHandler:
    @post("/token", opt={**ANYONE, "exclude_from_csrf": True}, status_code=200)
    async def token(request: AnyRequest) -> Response[dict[str, Any]]:
        form = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
        at = await request.app.state.clock()
        if not provider.client.passes(form, request.headers.get("authorization", ""), at=at):
            return Response({"error": "invalid_client"}, status_code=401)
        if form.get("grant_type") != "authorization_code":
            return Response({"error": "unsupported_grant_type"}, status_code=400)
        grant = provider.codes.use(
            form.get("code", ""),
            verifier=form.get("code_verifier", ""),
            redirect_uri=form.get("redirect_uri", ""),
            at=at,
        )
        if grant is None:
            return Response({"error": "invalid_grant"}, status_code=400)
        answer = {"access_token": secrets.token_urlsafe(32), "token_type": "Bearer", "expires_in": 60}
        return Response({**answer, "id_token": provider.id_token(grant, at=at)})

    return token


async def _asked(
    request: AnyRequest,
    provider: DemoProvider,
    params: dict[str, Any],
    answer: Callable[..., Any],
) -> Answer:
    """Read the request; a bad one goes back to the hub, or nowhere when it doesn't come from there."""
    try:
        asked = Asked.read(params, provider.settings)
    except BadClient:
        return page("demo_idp.html", request, status=400, asked=None)
    if not asked.sound:
        return Redirect(asked.back(provider.issuer, error="invalid_request"), status_code=303)
    found: Answer = await answer(request, provider, asked, params)
    return found


async def _people_page(
    request: AnyRequest, provider: DemoProvider, asked: Asked, params: dict[str, Any]
) -> Template:
    today = day_of(await request.app.state.clock())
    search = str(params.get("sok", ""))[:100]
    people = [
        {"place": place, "who": p, "age": p.age(today), "levels": _levels(p)}
        for place, p in enumerate(provider.people)
        if p.found_by(search)
    ]
    return page("demo_idp.html", request, asked=asdict(asked), people=people, search=search)


async def _let_in(
    request: AnyRequest, provider: DemoProvider, asked: Asked, params: dict[str, Any]
) -> Redirect:
    """A person and a level were pressed, as `place:level`; anything else is a no."""
    place, _, level = str(params.get("person", "")).partition(":")
    known = {str(number): person for number, person in enumerate(provider.people)}
    person = known.get(place)
    if person is None or level not in map(str, _levels(person)):
        return Redirect(asked.back(provider.issuer, error="access_denied"), status_code=303)
    grant = Grant(
        person=person,
        loa=int(level),
        nonce=asked.nonce,
        challenge=asked.code_challenge,
        redirect_uri=asked.redirect_uri,
        at=await request.app.state.clock(),
    )
    return Redirect(asked.back(provider.issuer, code=provider.codes.give(grant)), status_code=303)


def _levels(person: DemoPerson) -> tuple[int, ...]:
    return tuple(level for level in person.levels if level <= person.loa)
