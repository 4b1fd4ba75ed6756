"""What leaves the house: over real SMTP, never in the clear beyond this machine; and through a gateway for SMS."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2
import pytest

from hub.notices.message import Message, code, news
from hub.notices.post import NotSent, Refused, Sms, Smtp, post_of
from tests.hub.mail_server import Box, certificate, mail_server

AT = datetime(2026, 11, 30, 12, tzinfo=UTC)
NEWS = news(to="karin@exempel.se", id="abc", at=AT, page="https://samrum.exempel.se/")
SENDER = "samrum@kommunen.exempel.se"
ELSEWHERE = "127.0.0.2"
"""This machine under an address that counts as another."""


async def test_a_mail_is_the_same_each_time_and_says_nothing() -> None:
    box = Box()
    with mail_server(box) as port:
        for _ in range(2):
            await Smtp(f"smtp://127.0.0.1:{port}", SENDER).send(NEWS)
    first, second = box.mails
    assert first.items() == second.items()
    assert (first["From"], first["To"]) == (SENDER, "karin@exempel.se")
    assert first["Message-ID"] == "<abc@kommunen.exempel.se>"
    assert first["Date"] == "Mon, 30 Nov 2026 12:00:00 +0000"
    assert first["Auto-Submitted"] == "auto-generated"
    assert first["Subject"] == "Du har ett nytt meddelande"
    text = first.get_payload(decode=True)
    assert isinstance(text, bytes)
    assert text.decode().split() == NEWS.text.split()


@pytest.mark.parametrize(
    ("box", "error"),
    [
        (Box(rcpt=["550 no such user"]), Refused),
        (Box(rcpt=["450 try later"]), NotSent),
        (Box(data=["451 try later"]), NotSent),
        (Box(data=["554 looks like spam"]), NotSent),
    ],
)
async def test_what_a_server_says_decides_whether_it_is_tried_again(box: Box, error: type[Exception]) -> None:
    with mail_server(box) as port:
        with pytest.raises(error):
            await Smtp(f"smtp://127.0.0.1:{port}", SENDER).send(NEWS)
        await Smtp(f"smtp://127.0.0.1:{port}", SENDER).send(NEWS)
    assert len(box.mails) == 1


async def test_nothing_goes_in_the_clear_to_another_machine(tmp_path: Path) -> None:
    """A server without STARTTLS gets nothing; with it, or with TLS from the start, only who can show a certificate."""
    box, (server, client) = Box(), certificate(tmp_path, ELSEWHERE)
    with mail_server(box, host=ELSEWHERE) as port, pytest.raises(NotSent):
        await Smtp(f"smtp://{ELSEWHERE}:{port}", SENDER).send(NEWS)
    with mail_server(box, host=ELSEWHERE, tls_context=server, require_starttls=True) as port:
        with pytest.raises(NotSent):
            await Smtp(f"smtp://{ELSEWHERE}:{port}", SENDER).send(NEWS)
        assert not box.mails
        await Smtp(f"smtp://{ELSEWHERE}:{port}", SENDER, context=client).send(NEWS)
    with mail_server(box, host=ELSEWHERE, tls=server) as port:
        with pytest.raises(NotSent):
            await Smtp(f"smtps://{ELSEWHERE}:{port}", SENDER).send(NEWS)
        await Smtp(f"smtps://{ELSEWHERE}:{port}", SENDER, context=client).send(NEWS)
    assert len(box.mails) == 2
    assert box.encrypted[0], "after STARTTLS; the other server speaks nothing but TLS"


async def test_where_nobody_listens_it_is_tried_again() -> None:
    with mail_server(Box()) as port:
        pass
    with pytest.raises(NotSent):
        await Smtp(f"smtp://127.0.0.1:{port}", SENDER).send(NEWS)


class Gateway:
    """A gateway for text messages that answers these statuses in turn, then 202."""

    def __init__(self, *statuses: int) -> None:
        self.statuses, self.asked = [*statuses], list[httpx2.Request]()

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append(request)
        status = self.statuses.pop(0) if self.statuses else 202
        if status == 0:
            raise httpx2.ConnectError("down")
        return httpx2.Response(status)


async def text(gateway: Gateway, message: Message) -> None:
    await Sms("https://sms.exempel.se/v1", "hemligt", transport=httpx2.MockTransport(gateway)).send(message)


async def test_a_text_message_is_handed_to_the_gateway_under_one_key() -> None:
    gateway = Gateway(503, 0, 429, 302)
    message = code(to="+46701234567", id="abc", at=AT, number="123456")
    for _ in range(4):
        with pytest.raises(NotSent):
            await text(gateway, message)
    await text(gateway, message)
    assert {request.headers["Idempotency-Key"] for request in gateway.asked} == {"abc"}
    assert {request.headers["Authorization"] for request in gateway.asked} == {"Bearer hemligt"}
    body = httpx2.Response(200, content=gateway.asked[-1].content).json()
    assert body == {"id": "abc", "to": "+46701234567", "text": message.text}
    for status in (400, 404, 410, 422):
        with pytest.raises(Refused):
            await text(Gateway(status), message)


@pytest.mark.parametrize(
    ("given", "kinds"),
    [
        ({}, []),
        ({"smtp_url": "smtps://mail.exempel.se", "smtp_from": SENDER}, ["mail"]),
        ({"sms_url": "https://sms.exempel.se"}, ["sms"]),
    ],
)
def test_the_ways_out_are_those_of_the_settings(given: dict[str, Any], kinds: list[str]) -> None:
    class Given:
        smtp_url = smtp_from = sms_url = sms_token = None

    settings: Any = Given()
    for name, value in given.items():
        setattr(settings, name, value)
    assert [kind.value for kind in post_of(settings)] == kinds
