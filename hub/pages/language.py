"""The language of the pages: a list of those that there are, and the choice, kept in a cookie of this browser."""

from dataclasses import dataclass

from litestar import MediaType, get
from litestar.datastructures import Cookie
from litestar.response import Redirect, Template

from hub import wording
from hub.login.back import safe_path
from hub.pages.frame import AnyRequest, page
from hub.pages.speaking import COOKIE, LANGUAGES, address_of
from hub.wording.languages import NAMES

A_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One language to choose: its tag, its own name, its direction, whether it is approved, and where to press."""

    tag: str
    name: str
    direction: str
    approved: bool
    address: str


@get(LANGUAGES, media_type=MediaType.HTML, opt={"who": "anyone"}, sync_to_thread=False)
def language(request: AnyRequest) -> Template | Redirect:
    """Every language by its own name; with `val` that one is spoken from here on, and `till` is where to go back."""
    chosen, back = (request.query_params.getall(name, []) for name in ("val", "till"))
    where = safe_path(back[0] if len(back) == 1 else None)
    if len(chosen) == 1 and chosen[0] in wording.languages():
        return Redirect(where, status_code=303, cookies=[_kept(chosen[0])])
    known = [
        Known(
            tag=tag,
            name=NAMES[tag],
            direction=wording.direction(tag),
            approved=tag in wording.approved(),
            address=address_of(tag, where),
        )
        for tag in wording.languages()
    ]
    return page("language.html", request, known=known)


def _kept(tag: str) -> Cookie:
    return Cookie(key=COOKIE, value=tag, path="/", max_age=A_YEAR, secure=True, httponly=True, samesite="lax")


HANDLERS = [language]
