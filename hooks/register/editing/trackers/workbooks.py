"""Reads the sheets of an Excel workbook: values, fills, merged cells, and what is hidden."""

import html
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from colorsys import hls_to_rgb, rgb_to_hls
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl.styles.colors import COLOR_INDEX

from register.editing.trackers.cells import Cell, Sheet, Spot, Value
from register.editing.workbook_files import opened

_WHITE = "#FFFFFF"


def sheets_of_workbook(content: bytes) -> tuple[Sheet, ...]:
    """The sheets of the workbook, in order. Raises Unreadable."""
    with opened(content) as book:
        values, formulas = book(data_only=True), book()
        colours = _theme_of(values)
        return tuple(_sheet(sheet, formulas[sheet.title], colours) for sheet in values.worksheets)


def _sheet(values: Any, formulas: Any, colours: "_Colours") -> Sheet:
    rows: dict[int, dict[int, Cell]] = defaultdict(dict)
    for (row, column), cell in sorted(values._cells.items()):
        value, fill = _value(cell), colours(cell.fill) if cell.has_style else None
        is_formula = value is None and formulas.cell(row, column).data_type == "f"
        if value is not None or fill or is_formula:
            rows[row][column] = Cell(value, (row, column), fill, is_formula)
    for (row, column), first in _merged(values):
        if cell := rows.get(first[0], {}).get(first[1]):
            rows[row][column] = cell
    return Sheet(
        values.title,
        {row: cells for row, cells in sorted(rows.items()) if cells},
        values.sheet_state != "visible",
        frozenset(row for row, about in values.row_dimensions.items() if about.hidden),
        frozenset(_hidden_columns(values)),
        tuple(spot for spot, cell in sorted(values._cells.items()) if cell.comment),
    )


_MOST_MERGED = 10_000  # cells of one merged area: whoever merges more has merged whole columns


def _merged(sheet: Any) -> Iterator[tuple[Spot, Spot]]:
    """Every cell of a merged area, with the first of it."""
    for area in sheet.merged_cells.ranges:
        if area.size["rows"] * area.size["columns"] <= _MOST_MERGED:
            for row in range(area.min_row, area.max_row + 1):
                for column in range(area.min_col, area.max_col + 1):
                    yield (row, column), (area.min_row, area.min_col)


def _hidden_columns(sheet: Any) -> Iterator[int]:
    for about in sheet.column_dimensions.values():
        if about.hidden and about.min and about.max:
            yield from range(about.min, min(about.max, 500) + 1)


def _value(cell: Any) -> Value:
    """The value of a cell: an error counts as none, and a date that shows only its month is that month in words."""
    value = cell.value
    if value is None or cell.data_type == "e":
        return None
    if isinstance(value, datetime | date):
        day = value.date() if isinstance(value, datetime) else value
        return day if "d" in _plain_format(cell.number_format) else f"{day:%B %Y}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, time | timedelta):
        return str(value)
    return value if isinstance(value, int | float) else (clean(str(value)) or None)


def _plain_format(form: str) -> str:
    """A format of numbers without its quoted texts and conditions."""
    return re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", form.lower())


def clean(text: str) -> str:
    """A text as people see it: one kind of line end, without what programs write in place of signs and of layout."""
    plain = re.sub(r"\r\n?", "\n", _CODED.sub(_sign, text)).strip()
    return _without_markup(plain) if _RICH_TEXT.match(plain) else plain


_CODED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # of Office and its lists: _x0020_ for a blank


def _sign(code: re.Match[str]) -> str:
    sign = chr(int(code[1], 16))
    return sign if sign.isprintable() else ""


_RICH_TEXT = re.compile(r"<(div|p|ul|ol)\b[^>]*>.*</\1>$", re.DOTALL | re.IGNORECASE)
_ENDS_LINE = re.compile(r"<br\s*/?>|</(?:p|div|li)>", re.IGNORECASE)


def _without_markup(text: str) -> str:
    """The words of a cell that a list program exports as HTML."""
    lines = _ENDS_LINE.sub("\n", re.sub(r"<li\b[^>]*>", "• ", text, flags=re.IGNORECASE))
    words = html.unescape(re.sub(r"</?[A-Za-z][^>]*>", "", lines))
    return re.sub(r"\n{3,}", "\n\n", words.replace("\u200b", "")).strip()


# Colours

_Colours = Callable[[Any], str | None]
_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")


def _theme_of(book: Any) -> _Colours:
    """What gives the colour of a fill as #RRGGBB, in the theme of the workbook; None for no fill, and for white."""
    theme = (book.loaded_theme or b"").decode("utf-8", "replace")
    found = re.findall(r'<a:(\w+)>\s*<a:\w+Clr [^>]*?(?:lastClr|srgbClr val|val)="([0-9A-Fa-f]{6})"', theme)
    by_name = {name: f"#{colour.upper()}" for name, colour in found}
    return lambda fill: None if (colour := _colour(fill, by_name)) == _WHITE else colour


def _colour(fill: Any, theme: Mapping[str, str]) -> str | None:
    colour = getattr(fill, "fgColor", None)
    if getattr(fill, "patternType", None) != "solid" or colour is None:
        return None
    if colour.type == "rgb" and re.fullmatch("[0-9A-Fa-f]{6,8}", str(colour.rgb)):
        return f"#{colour.rgb[-6:].upper()}"
    if colour.type == "indexed" and colour.indexed < len(COLOR_INDEX):
        return f"#{COLOR_INDEX[colour.indexed][-6:].upper()}"
    if colour.type == "theme" and colour.theme < len(_THEME_ORDER):
        base = theme.get(_THEME_ORDER[colour.theme])
        return _tinted(base, colour.tint) if base else None
    return None


def _tinted(colour: str, tint: float) -> str:
    """The colour made lighter (tint above 0) or darker, as Excel does it: by its lightness alone."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    hue, light, saturation = rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "#" + "".join(f"{round(part * 255):02X}" for part in hls_to_rgb(hue, min(1, max(0, light)), saturation))
