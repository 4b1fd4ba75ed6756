"""The demo in service: its town loaded and its register fresh, from before the first click until the stop."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from litestar import Litestar

from hub.app import create_app
from hub.demo.load import Say, keep_register_fresh, load_town, renew_register
from hub.demo.people import demo_people
from hub.demo.postbox import postbox
from hub.demo.town import town
from hub.opening import Fittings, opened
from hub.settings import Settings


async def prepare(settings: Settings, *, say: Say) -> None:
    """Load what is missing of the town, and check the register."""
    async with opened(settings) as house:
        await load_town(house, say=say)
        await renew_register(house)


def demo_application(settings: Settings) -> Litestar:
    """The application with the made-up people at its door; it renews the register while it runs."""
    fittings = Fittings(post=postbox())
    return create_app(settings, fittings=fittings, demo_people=demo_people(town()), alongside=[_fresh])


@asynccontextmanager
async def _fresh(app: Litestar) -> AsyncIterator[None]:
    renewing = asyncio.create_task(keep_register_fresh(app.state.house))
    try:
        yield
    finally:
        renewing.cancel()
        with suppress(asyncio.CancelledError):
            await renewing
