"""The public keys, for whoever holds a receipt or an export and wants to check it without us."""

from litestar import MediaType, Response, get
from litestar.response import Template

from hub.pages.frame import page
from hub.pages.parts import AnyRequest, house_of


@get("/nycklar", media_type=MediaType.HTML, opt={"who": "anyone"}, sync_to_thread=False)
def keys(request: AnyRequest) -> Template:
    """Both keys, what each is for, and how to check with them."""
    ledger, receipts = _keys(request)
    return page("keys.html", request, ledger=ledger, receipts=receipts)


@get("/nycklar.txt", opt={"who": "anyone"}, sync_to_thread=False)
def keys_text(request: AnyRequest) -> Response[str]:
    """The same keys as a file, one a line: the ledger's, then the receipts' (C2SP verifier keys)."""
    return Response(
        "".join(f"{key}\n" for key in _keys(request)),
        media_type="text/plain",
        headers={"Content-Disposition": 'attachment; filename="nycklar.txt"'},
    )


def _keys(request: AnyRequest) -> tuple[str, str]:
    house = house_of(request)
    return str(house.checkpoints.verifier), str(house.receipts.verifier)


ROUTES = [keys, keys_text]
