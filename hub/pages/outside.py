"""What the law permits or demands without consent happens outside the hub; this page says so plainly."""

from litestar import MediaType, get
from litestar.response import Template

from hub.pages.frame import AnyRequest, page
from policies.laws import LAWS

WITHOUT_CONSENT = {
    "worry": ("sol_19_1",),
    "inquiry": ("sol_20_6",),
    "crime": ("lag_2025_170", "osl_10_18a"),
    "care": ("osl_25_12",),
    "other": ("osl_10_27",),
}
"""Each row of the page and the statutes that it stands on."""


def law(row: str) -> str:
    """The statutes of one row, as they are cited."""
    return ", ".join(LAWS[key].cite for key in WITHOUT_CONSENT[row])


@get("/utanfor", media_type=MediaType.HTML, opt={"who": "anyone"}, sync_to_thread=False)
def outside(request: AnyRequest) -> Template:
    """What is shared without consent, and what to do when nobody can give a valid one here."""
    return page("outside.html", request, law=law)


HANDLERS = [outside]
