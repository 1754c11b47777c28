"""The words of a record's HTML without its tags."""

import html
import re

_TAG = re.compile(r"<[^>]*>")


def text_of_html(written: str) -> str:
    """The words of the HTML in one line, with one blank between two of them."""
    return " ".join(html.unescape(_TAG.sub(" ", written)).split())


def beginning_of(text: str, longest: int) -> str:
    """The text if it has at most so many characters, else its first words, cut between two of them."""
    return text if len(text) <= longest else f"{text[:longest].rpartition(' ')[0]} …"
