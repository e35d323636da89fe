"""What a reader sees or hears of a page."""

import re
from html import unescape


def visible(html: str) -> str:
    """Text, titles, labels."""
    spoken = re.findall(r'(?:title|aria-label|data-label|data-details|data-expand|data-collapse)="([^"]*)"', html)
    body = re.sub(r"<[^>]+>", " ", html.partition("<body>")[2])
    return " ".join(unescape(" ".join([body, *spoken])).split())
