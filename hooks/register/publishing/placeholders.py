"""Finds what somebody was to fill in on a page that people wrote: `[name of the body]`, or a name in double braces.

Only guides are looked at. In the words of a record, square brackets are an editor's own.
"""

import html
import re
from collections.abc import Iterator, Mapping

GUIDE = b" data-guide"
"""What marks a page of the site as a guide, see main.html of the theme."""

_CODE = re.compile(r"<(pre|code|script|style)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_PLACEHOLDER = re.compile(r"\[[^\[\]\n]{1,80}\]|\{\{[^{}\n]{1,80}\}\}")


def placeholders(files: Mapping[str, bytes]) -> Iterator[str]:
    """The placeholders in the guides of the site of these files, as sentences."""
    for path in sorted(path for path in files if path.endswith(".html")):
        if GUIDE in (page := files[path]):
            text = html.unescape(_TAG.sub("", _CODE.sub("", page.decode())))
            for found in dict.fromkeys(_PLACEHOLDER.findall(text)):
                yield f'{path} still says "{found}"; write what it stands for'
