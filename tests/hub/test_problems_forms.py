"""Forms that no browser sends: always an answer, never a fault of ours."""

import pytest
from litestar import post

from hub.problems import exception_handlers
from tests.hub.look import AnyRequest, client

MULTIPART = "multipart/form-data; boundary=x"
URLENCODED = "application/x-www-form-urlencoded"


def part(headers: bytes, content: bytes = b"hej") -> bytes:
    return b"--x\r\nContent-Disposition: form-data; " + headers + b"\r\n\r\n" + content + b"\r\n--x--\r\n"


@post("/form")
async def takes_a_form(request: AnyRequest) -> str:
    """Read the form as every page does."""
    return str(len(await request.form()))


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (part(b'name="a"'), MULTIPART, 201),
        (part(b'name="a"\r\nContent-Type: text/plain; charset=nope'), MULTIPART, 400),
        (part(b'name="a"\r\nContent-Type: text/plain; charset=utf-16', b"\x00\xd8\x00"), MULTIPART, 400),
        (part(b'name="a"', b"\xff\xfe"), MULTIPART, 400),
        (part(b'name="a"\r\nContent-Type: text/plain; charset=rot13'), MULTIPART, 400),
        (part(b'name="a"\r\nContent-Type: text/plain; charset=idna', b"\xff"), MULTIPART, 400),
        (b"garbage", MULTIPART, 400),
        (b"garbage", "multipart/form-data", 400),
        (b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nhej', MULTIPART, 400),
        (b"a=%ff%fe&b=\xff", URLENCODED, 201),
        (b"\x00", URLENCODED, 201),
        (b"a=" + b"x" * 5000, URLENCODED, 413),
        (b"a=b", "nonsense", 201),
    ],
)
def test_a_hostile_form_is_answered(content: bytes, kind: str, status: int) -> None:
    with client(takes_a_form, exception_handlers=exception_handlers(), request_max_body_size=2000) as browser:
        browser.get("/allt")
        sent = {"x-csrftoken": browser.cookies["csrf"], "content-type": kind, "accept": "text/html"}
        answer = browser.post("/form", content=content, headers=sent)
    assert answer.status_code == status
    assert "Traceback" not in answer.text
