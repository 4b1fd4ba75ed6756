"""Bodies, headers and methods that no form of ours makes."""

from tests.hub.bad_input_asgi import FORM

MULTIPART = b"multipart/form-data; boundary=x"
PART = b'--x\r\nContent-Disposition: form-data; name="'

BODIES: tuple[tuple[bytes, bytes], ...] = (
    (FORM.encode(), b""),
    (FORM.encode(), b""),
    (FORM.encode(), b"&&&===&%&%zz"),
    (FORM.encode(), b"rubrik=%FF%FE&text=\xff\xfe"),
    (FORM.encode(), b"text=" + b"A" * 300_001),
    (FORM.encode(), b"a=b&" * 20_000),
    (f"{FORM}; charset=klingon".encode(), b"rubrik=a"),
    (f"{FORM}; charset=utf-16".encode(), "rubrik=a".encode("utf-16")),
    (b"application/json", b'{"rubrik": "a", "text": {"a": [1]}}'),
    (b"application/json", b"{"),
    (b"application/json", b"[" * 5_000),
    (b"application/xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'),
    (b"application/vnd.msgpack", b"\x81\xa1a\x01"),
    (b"text/plain", b"rubrik=a"),
    (b"; ;", b"a=b"),
    (b"", b"a=b"),
    (b"multipart/form-data", b"--x\r\n"),
    (MULTIPART, PART + b'a"'),
    (MULTIPART, PART + b'text"\r\n\r\nhej\r\n--x--\r\n'),
    (MULTIPART, PART + b'text"\r\n\r\nhej'),
    (MULTIPART, b"--x\r\n\r\nhej\r\n--x--\r\n"),
    (MULTIPART, PART + b'text"; filename="a.exe"\r\n\r\nMZ\0\xff\r\n--x--\r\n'),
    (MULTIPART, PART + b'text"\r\nContent-Type: text/plain; charset=klingon\r\n\r\nhej\r\n--x--\r\n'),
    (MULTIPART, PART + b'text"\r\nContent-Type: text/plain; charset=idna\r\n\r\n\xff\r\n--x--\r\n'),
    (MULTIPART, PART + b'_csrf_token"; filename="a"\r\n\r\nx\r\n--x--\r\n'),
    (MULTIPART, (PART + b'a"\r\n\r\nb\r\n') * 1_200 + b"--x--\r\n"),
    (b"multipart/form-data; boundary=" + b"y" * 300, b"--" + b"y" * 300 + b"\r\n"),
    (b"multipart/form-data; boundary=\xff", b"--\xff\r\n"),
)

METHODS = ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "BREW", "post", "G\u00c9T")

JUNK = (b"", b"A" * 20_000, b"\xff\xfe", b",;=;,*/*;q=nej", b"*/*;q=" + b"9" * 400, b"sv-\xe5", b"a\x00b")
NAMES = (
    b"accept-language", b"accept", b"user-agent", b"referer", b"x-forwarded-for", b"forwarded", b"hx-request",
    b"range", b"cookie", b"content-length", b"if-none-match", b"if-modified-since", b"sec-fetch-site", b"origin",
    b"content-type", b"x-http-method-override", b"authorization", b"transfer-encoding", b"expect",
)  # fmt: skip

HEADERS: tuple[tuple[bytes, bytes], ...] = (
    *((name, value) for name in NAMES for value in JUNK),
    (b"accept", b"application/json"),
    (b"accept", b"application/problem+json"),
    (b"accept", b"image/png"),
    (b"accept-language", b"en, ar;q=0.9"),
    (b"range", b"bytes=0-10"),
    (b"cookie", b"=;=;;;"),
    (b"cookie", b"__Host-samrum=a; __Host-samrum=b"),
    (b"cookie", b"__Host-samrum-csrf=" + b"\xff" * 128),
    (b"cookie", b"; ".join(b"c%d=v" % n for n in range(500))),
)
