"""Reading an address as somebody types it: strictly, since whatever is taken here is sent to."""

import re
from email.errors import MessageError
from email.headerregistry import Address

LONGEST = 200


def mail_address(typed: str) -> str | None:
    """A mail address (RFC 5321, in ASCII) as it was typed, or None where it is none."""
    if len(typed) > LONGEST or not re.fullmatch(r"[!-~]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", typed):
        return None
    try:
        return Address(addr_spec=typed).addr_spec
    except (MessageError, ValueError, IndexError):
        return None


def phone_number(typed: str) -> str | None:
    """A telephone number as E.164; one that begins with a single nought is Swedish. None where it is none."""
    digits = re.sub(r"[\s()./-]", "", typed)
    digits = re.sub(r"\A00", "+", digits)
    digits = re.sub(r"\A0", "+46", digits)
    return digits if re.fullmatch(r"\+[1-9][0-9]{7,14}", digits) else None
