"""A typeface of the signs that papers use and their typeface lacks: the shapes of statuses, and arrows.

It is drawn here, so that a PDF never takes these signs from whatever fonts a machine has.
"""

import io
from collections.abc import Mapping, Sequence
from functools import cache
from math import cos, pi, sin

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._g_l_y_f import Glyph

_Point = tuple[int, int]
_Contour = Sequence[_Point]

_EM, _WIDTH, _MIDDLE = 1000, 780, (390, 330)


def _square(half: int) -> _Contour:
    x, y = _MIDDLE
    return (x - half, y - half), (x - half, y + half), (x + half, y + half), (x + half, y - half)


def _diamond(half: int) -> _Contour:
    x, y = _MIDDLE
    return (x - half, y), (x, y + half), (x + half, y), (x, y - half)


_UP = ((390, 720), (640, 430), (570, 370), (435, 530), (435, -20), (345, -20), (345, 530), (210, 370), (140, 430))
_ACROSS = (
    (30, 330), (220, 540), (280, 480), (185, 375), (595, 375), (500, 480), (560, 540),
    (750, 330), (560, 120), (500, 180), (595, 285), (185, 285), (280, 180), (220, 120),
)  # fmt: skip
_TICK = ((50, 320), (115, 385), (300, 215), (650, 660), (725, 605), (310, 80))

_OUTLINES: Mapping[str, tuple[_Contour, ...]] = {
    "▲": (((40, 0), (390, 690), (740, 0)),),
    "◆": (_diamond(370),),
    "□": (_square(290), _square(220)[::-1]),
    "✓": (_TICK,),
    "↑": (_UP,),
    "↓": (tuple((x, 700 - y) for x, y in _UP)[::-1],),
    "↔": (_ACROSS,),
}
_ROUND: Mapping[str, tuple[int, ...]] = {"●": (310,), "○": (310, 240)}
"""Signs made of circles, each with their radii: the second is cut out."""


@cache
def signs_font() -> bytes:
    """The file of the typeface, always the same."""
    glyphs = {".notdef": _outlined(()), **{_name(sign): _outlined(drawn) for sign, drawn in _OUTLINES.items()}}
    glyphs |= {_name(sign): _rounded(radii) for sign, radii in _ROUND.items()}
    builder = FontBuilder(_EM, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap({ord(sign): _name(sign) for sign in (*_OUTLINES, *_ROUND)})
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(
        {name: (_WIDTH, glyph.xMin if glyph.numberOfContours else 0) for name, glyph in glyphs.items()}
    )
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Signs", "styleName": "Regular", "psName": "Signs-Regular"})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    builder.updateHead(created=0, modified=0)
    builder.font.recalcTimestamp = False
    file = io.BytesIO()
    builder.save(file)
    return file.getvalue()


def _name(sign: str) -> str:
    return f"uni{ord(sign):04X}"


def _outlined(contours: Sequence[_Contour]) -> Glyph:
    pen = TTGlyphPen(None)
    for first, *others in contours:
        pen.moveTo(first)
        for point in others:
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


def _rounded(radii: Sequence[int]) -> Glyph:
    pen = TTGlyphPen(None)
    for place, radius in enumerate(radii):
        around = _circle(radius)
        pen.qCurveTo(*(around[::-1] if place else around), None)
        pen.closePath()
    return pen.glyph()


def _circle(radius: int) -> _Contour:
    """The points off the curve of a circle, clockwise."""
    reach, (x, y) = radius / cos(pi / 8), _MIDDLE
    angles = (-place * pi / 4 for place in range(8))
    return tuple((round(x + reach * cos(angle)), round(y + reach * sin(angle))) for angle in angles)
