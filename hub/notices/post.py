"""How a message leaves the house: by mail (SMTP), or by a gateway for text messages."""

import asyncio
import ssl
from collections.abc import Mapping
from contextlib import suppress
from email.message import EmailMessage
from email.utils import format_datetime
from enum import StrEnum
from typing import Protocol
from urllib.parse import unquote, urlsplit

import aiosmtplib
import httpx2

from consent.errors import SamrumError
from hub.notices.message import Message
from hub.settings import Settings

SECONDS, WHOLE = 20.0, 60.0
"""How long one step and one message may take: far less than the time for which a sender has it."""

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class Kind(StrEnum):
    """By what somebody is told."""

    MAIL = "mail"
    SMS = "sms"


class NotSent(SamrumError):
    """It could not be handed over now; it may be later."""


class Refused(SamrumError):
    """The address takes nothing, now or later."""


class Channel(Protocol):
    """One way out of the house."""

    async def send(self, message: Message) -> None:
        """Hand the message over. It is handed over when this returns; raises NotSent or Refused."""


Post = Mapping[Kind, Channel]
"""Every way out that this house has."""


class Smtp:
    """Mail over SMTP (RFC 5321), always encrypted but on this very machine."""

    def __init__(self, url: str, sender: str, *, context: ssl.SSLContext | None = None) -> None:
        """`url` is `smtps://` for TLS from the start (RFC 8314) or `smtp://` for STARTTLS (RFC 3207)."""
        split = urlsplit(url)
        self._host, self._sender = split.hostname or "", sender
        self._port = split.port or (465 if split.scheme == "smtps" else 587)
        self._user, self._password = (
            unquote(part or "") or None for part in (split.username, split.password)
        )
        self._tls = split.scheme == "smtps"
        self._start_tls = not self._tls and self._host not in LOOPBACK
        self._context = context

    async def send(self, message: Message) -> None:
        """Hand the message to the server: it has it when it said 250, whatever becomes of the connection then."""
        client = aiosmtplib.SMTP(
            hostname=self._host,
            port=self._port,
            username=self._user,
            password=self._password,
            use_tls=self._tls,
            start_tls=self._start_tls,
            tls_context=self._context,
            timeout=SECONDS,
        )
        try:
            async with asyncio.timeout(WHOLE):
                await client.connect()
                await client.send_message(self._mail(message))
        except aiosmtplib.SMTPRecipientsRefused as error:
            if all(500 <= each.code < 600 for each in error.recipients):
                raise Refused("the server refused the address") from error
            raise NotSent("the server did not take the address now") from error
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            raise NotSent(type(error).__name__) from error
        finally:
            with suppress(aiosmtplib.SMTPException, OSError):
                await client.quit(timeout=1)
            client.close()

    def _mail(self, message: Message) -> EmailMessage:
        """Plain text, marked as sent by no human (RFC 3834), so that no holiday answers come back."""
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = self._sender, message.to, message.subject
        mail["Date"] = format_datetime(message.at)
        mail["Message-ID"] = f"<{message.id}@{self._sender.rpartition('@')[2]}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(message.text)
        return mail


class Sms:
    """Text messages through a gateway: a POST of JSON with `id`, `to` (E.164) and `text`; any 2xx has taken it.

    The `id` goes along as `Idempotency-Key` too, so that a gateway that knows it sends nothing twice.
    """

    def __init__(
        self, url: str, token: str | None, *, transport: httpx2.AsyncBaseTransport | None = None
    ) -> None:
        self._url, self._token, self._transport = url, token, transport

    async def send(self, message: Message) -> None:
        """Hand the message to the gateway. 400, 404, 410 and 422 say that the number takes nothing."""
        headers = {"Idempotency-Key": message.id}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        body = {"id": message.id, "to": message.to, "text": message.text}
        try:
            async with (
                asyncio.timeout(WHOLE),
                httpx2.AsyncClient(timeout=SECONDS, transport=self._transport) as client,
            ):
                answer = await client.post(self._url, json=body, headers=headers)
        except (httpx2.HTTPError, OSError) as error:
            raise NotSent(type(error).__name__) from error
        if answer.status_code in (400, 404, 410, 422):
            raise Refused("the gateway refused the number")
        if not answer.is_success:
            raise NotSent(f"the gateway answered {answer.status_code}")


def post_of(settings: Settings) -> Post:
    """The ways out that the settings name; none where they name none."""
    found: dict[Kind, Channel] = {}
    if settings.smtp_url and settings.smtp_from:
        found[Kind.MAIL] = Smtp(settings.smtp_url, settings.smtp_from)
    if settings.sms_url:
        found[Kind.SMS] = Sms(settings.sms_url, settings.sms_token)
    return found
