"""What every answer says to the browser about itself, as one hook that sees every response, errors too.

A hook and not a middleware: the router's own 404 and 405 never pass through middleware.
"""

from secrets import token_urlsafe
from typing import cast

from litestar.types import BeforeMessageSendHookHandler, Message, Scope

from hub.pages.assets import PREFIX

FIXED = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
FIXED_RAW = tuple((name.lower().encode(), value.encode()) for name, value in FIXED.items())
OURS = {name for name, _ in FIXED_RAW} | {
    b"content-security-policy",
    b"cache-control",
    b"strict-transport-security",
}
KEEP = "public, max-age=31536000, immutable"
FORGET = "no-store"
TWO_YEARS = "max-age=63072000; includeSubDomains"
NONCE = "samrum_nonce"


def nonce_of(scope: Scope) -> str:
    """The nonce of this response, 128 random bits, made when first asked for."""
    state = cast("dict[str, str]", scope["state"])
    if NONCE not in state:
        state[NONCE] = token_urlsafe(16)
    return state[NONCE]


def content_policy(nonce: str, issuer: str | None = None) -> str:
    """The Content-Security-Policy (W3C CSP 3) of one response.

    `data:` images are the icons that the design system keeps in its style sheet. Chrome holds redirects after
    a form to `form-action` too, so that the login's `issuer` (an origin) has to be named.
    """
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' 'nonce-{nonce}'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            f"form-action 'self'{' ' + issuer if issuer else ''}",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        ]
    )


def headers_hook(*, issuer: str | None = None) -> BeforeMessageSendHookHandler:
    """The `before_send` hook of the application; `issuer` is the origin that the login form leads to."""

    async def set_headers(message: Message, scope: Scope) -> None:
        if message["type"] != "http.response.start":
            return
        said = [
            *FIXED_RAW,
            (b"content-security-policy", content_policy(nonce_of(scope), issuer).encode()),
            (b"cache-control", (KEEP if _kept(scope, message["status"]) else FORGET).encode()),
        ]
        if scope.get("scheme") == "https":
            said.append((b"strict-transport-security", TWO_YEARS.encode()))
        # Whatever a handler said of these is not so; the rest of its headers stands.
        others = [one for one in message.get("headers", ()) if one[0].lower() not in OURS]
        message["headers"] = [*others, *said]

    return set_headers


def _kept(scope: Scope, status: int) -> bool:
    """Only a static file that was found under an address with its hash may be kept."""
    found = status in (200, 206, 304)
    return found and scope["path"].startswith(f"{PREFIX}/") and scope["query_string"].startswith(b"v=")
