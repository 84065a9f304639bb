"""What a person reads of a page: its text and the attributes that are shown or read aloud."""

import re
from html.parser import HTMLParser

SPOKEN = ("alt", "title", "placeholder", "aria-label", "aria-description", "data-confirm")
LETTERS = re.compile(r"[A-Za-z]{2}")


class Reader(HTMLParser):
    SILENT = {"script", "style", "template"}

    def __init__(self):
        super().__init__()
        self.texts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag, attrs):
        self._silent += tag in self.SILENT
        told = [value for name, value in attrs if name in SPOKEN]
        if tag == "input" and dict(attrs).get("type") in {"submit", "button", "reset"}:
            told.append(dict(attrs).get("value"))
        self._hear(*told)

    def handle_endtag(self, tag):
        self._silent -= tag in self.SILENT

    def handle_data(self, data):
        if not self._silent:
            self._hear(data)

    def _hear(self, *texts):
        self.texts += [" ".join(text.split()) for text in texts if text and LETTERS.search(text)]


def read(html: str) -> list[str]:
    """Every piece of text with at least two letters in a row."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.texts
