"""uvicorn's HTTP parser in C, with what it leaves to others: a bound on what comes before a body, and one host.

Its slower sibling in Python bounds the same (65,536 bytes), and the proxy in front of a hub in service mostly
does; but nobody should be able to fill this machine's memory with a request that never begins.
"""

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_AT_MOST = 65_536
"""Bytes of a request line and its headers, to within what arrives in one piece."""


class Misaddressed(ValueError):
    """A request of HTTP/1.1 names exactly one host (RFC 9112 section 3.2)."""


class BoundedHttp(HttpToolsProtocol):
    """One connection. What is too long, or names no host or several, is answered with 400 and closed."""

    _head = 0
    _in_body = False
    _got_on = False

    def data_received(self, data: bytes) -> None:
        """Parse, and count what has come of a head since anything was complete."""
        self._got_on = self._in_body
        super().data_received(data)
        self._head = 0 if self._got_on else self._head + len(data)
        if self._head > HEAD_AT_MOST and not self.transport.is_closing():
            self.logger.warning("Invalid HTTP request received.")
            self.send_400_response("Invalid HTTP request received.")

    def on_headers_complete(self) -> None:
        """A head is complete: a body may follow."""
        self._in_body = self._got_on = True
        hosts = sum(name == b"host" for name, _ in self.headers)
        if hosts != 1 and self.parser.get_http_version() == "1.1":
            raise Misaddressed
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Nothing but another head can follow."""
        self._in_body, self._got_on = False, True
        super().on_message_complete()
