"""What a page says, for the measure of how heavy it is to read."""

import re
from html.parser import HTMLParser


def main_text(page: str) -> str:
    """The text of the main part of a page, a line for each block, ready for `hub.wording.lix`."""
    words = Words()
    words.feed(page)
    return words.text


class Words(HTMLParser):
    """Gathers the text of the main part, a line for each block."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.inside = self.inside or tag == "main"
        self.text += "\n" if tag in {"p", "li", "h1", "h2", "h3", "div"} else ""

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "main"

    def handle_data(self, data: str) -> None:
        self.text += re.sub(r"\s+", " ", data) if self.inside else ""
