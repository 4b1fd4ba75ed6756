"""Of which kind what a route answers is: a page, or a file and of which type."""

from hub.pages.pdf import why_not

PAGE, FILE, JSON = "text/html", "text/plain", "application/json"
FILES = ("/kvitto", "/nycklar.txt", "/granskning/kontroll", "/granskning/export")


def kind_of(path: str) -> str:
    """The media type of a good answer; a PDF where one can be made here, and otherwise the page."""
    if path.endswith("/pdf") and not why_not():
        return "application/pdf"
    file = FILE if path.startswith(FILES) and not path.endswith(("/sida", "/pdf")) else PAGE
    if path == "/hander":
        return "text/event-stream"
    return JSON if path == "/vem-har-last/fil" or path.endswith("/kvar") else file
