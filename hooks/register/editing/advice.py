"""Says the advice of a check in terms of a command's options, or of an answer on a terminal."""

import re
from collections.abc import Collection

_FIELD = re.compile(
    r'(?:add|write) "(?P<field>[a-z_]+): ?(?P<value>[^"]*)"(?: (?:to (?:this entry|it)|into the entry))?'
)


def in_options(fix: str, options: Collection[str]) -> str:
    """The advice with the option to give in place of the line to write; a field without an option stays as it is."""
    return _FIELD.sub(lambda match: _as_option(match, options), fix)


def _as_option(match: re.Match[str], options: Collection[str]) -> str:
    option = match["field"].replace("_", "-")
    if option not in options:
        return match[0]
    value = match["value"].strip(". ")
    shown = f'"{value}"' if " " in value else value
    return f"give --{option}" + (f" {shown}" if value else "")


_LINE = re.compile(r'"[a-z_]+: ?([^"]+)"')
_OPTION = re.compile(r"--[a-z-]+:? ?")


def in_answer(advice: str) -> str:
    """The advice for somebody who is asked: without the field or the option, as only its value is to be typed."""
    said = _LINE.sub(r'"\1"', _OPTION.sub("", advice))
    return said.replace("leave the option out", "press Enter")
