"""Where somebody was going when they had to log in: a path in this hub and nothing else."""

import re
from urllib.parse import urlsplit

HOME = "/"
_LOGIN = ("/logga-in", "/logga-ut", "/uppdrag", "/demo-idp")
_PLAIN = re.compile(r"/[A-Za-z0-9._~!$&'()*+,;=:@%/?-]{0,499}\Z")


def safe_path(asked: str | None) -> str:
    """`asked` where it is a path of ours, otherwise the home page.

    A browser reads `//host`, `/\\host` and `/<tab>/host` as another host (WHATWG URL 4.4), so anything but
    plain characters after one slash is refused. The pages of the login themselves lead nowhere.
    """
    if not asked or not _PLAIN.match(asked) or asked.startswith("//"):
        return HOME
    split = urlsplit(asked)
    if split.scheme or split.netloc or split.path.startswith(_LOGIN):
        return HOME
    return asked
