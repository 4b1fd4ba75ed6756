"""The demo's postbox: what would have left the house stands on a page instead, and goes nowhere."""

from collections import deque
from dataclasses import dataclass

from litestar import get
from litestar.response import Template

from hub.notices.message import Message
from hub.notices.post import Channel, Kind, Post
from hub.pages.frame import AnyRequest, page

KEPT = 200


@dataclass(frozen=True, slots=True)
class Posted:
    """One message that was handed over, and by which way."""

    kind: Kind
    message: Message


class Slot:
    """One way into the postbox."""

    def __init__(self, kind: Kind, box: deque[Posted]) -> None:
        self.kind, self.box = kind, box

    async def send(self, message: Message) -> None:
        """Put it there; a message that lies there already is the same one."""
        if all(held.message.id != message.id for held in self.box):
            self.box.appendleft(Posted(self.kind, message))


def postbox() -> Post:
    """Both ways out of a demo, into one box."""
    box: deque[Posted] = deque(maxlen=KEPT)
    ways: dict[Kind, Channel] = {kind: Slot(kind, box) for kind in Kind}
    return ways


def posted(post: Post) -> list[Posted]:
    """What lies in the postbox, the newest first; nothing where the house has a real post."""
    slot = next((way for way in post.values() if isinstance(way, Slot)), None)
    return [*slot.box] if slot is not None else []


@get("/demo-post", opt={"who": "anyone"}, include_in_schema=False, sync_to_thread=False)
def show(request: AnyRequest) -> Template:
    """What the made-up people have been sent."""
    return page("demo_post.html", request, posted=posted(request.app.state.house.post))
