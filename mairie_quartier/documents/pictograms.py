"""Our own pictograms for the simplified page: one for each idea, black lines only.

Drawn as strokes in a unit square, so they print on any office printer and need no font.  Each is
beside the words that say the same: none is to be understood alone.  Must not hold any text.
"""

from dataclasses import replace
from math import cos, pi, sin

from mairie_quartier.documents.sheet import Picture, Stroke

Point = tuple[float, float]

_STEPS = 36


def _arc(centre: Point, radius: float, start: float, end: float) -> tuple[Point, ...]:
    """Give points of an arc, anticlockwise; angles in turns, nought at the right."""
    steps = max(4, round(_STEPS * abs(end - start)))
    angles = [2 * pi * (start + (end - start) * step / steps) for step in range(steps + 1)]
    return tuple((centre[0] + radius * cos(a), centre[1] + radius * sin(a)) for a in angles)


def _ring(x: float, y: float, radius: float) -> Stroke:
    return Stroke(_arc((x, y), radius, 0, 1), closed=True)


def _disc(x: float, y: float, radius: float) -> Stroke:
    return Stroke(_arc((x, y), radius, 0, 1), filled=True)


def _line(*points: Point) -> Stroke:
    return Stroke(points)


def _shape(*points: Point) -> Stroke:
    return Stroke(points, closed=True)


# A speech bubble with two lines: what was asked.
REQUEST: Picture = (
    _shape(
        *_arc((0.82, 0.84), 0.1, 0.25, 0),
        *_arc((0.82, 0.42), 0.1, 0, -0.25),
        (0.46, 0.32),
        (0.22, 0.08),
        (0.24, 0.32),
        *_arc((0.18, 0.42), 0.1, -0.25, -0.5),
        *_arc((0.18, 0.84), 0.1, 0.5, 0.25),
    ),
    _line((0.26, 0.72), (0.74, 0.72)),
    _line((0.26, 0.52), (0.58, 0.52)),
)

# A sheet being moved along by an arrow: what happens now.
NOW: Picture = (
    _line((0.46, 0.2), (0.46, 0.08), (0.08, 0.08), (0.08, 0.92), (0.34, 0.92), (0.46, 0.8)),
    _line((0.46, 0.8), (0.46, 0.66)),
    _line((0.34, 0.92), (0.34, 0.8), (0.46, 0.8)),
    _line((0.2, 0.62), (0.3, 0.62)),
    _line((0.2, 0.43), (0.92, 0.43)),
    _line((0.72, 0.62), (0.93, 0.43), (0.72, 0.24)),
)

# A sheet of a calendar with one day marked: until when.
UNTIL: Picture = (
    _shape((0.08, 0.08), (0.92, 0.08), (0.92, 0.82), (0.08, 0.82)),
    _line((0.08, 0.62), (0.92, 0.62)),
    _line((0.3, 0.72), (0.3, 0.95)),
    _line((0.7, 0.72), (0.7, 0.95)),
    *(_disc(x, y, 0.035) for y in (0.48, 0.24) for x in (0.26, 0.5)),
    _disc(0.74, 0.48, 0.035),
    _disc(0.74, 0.24, 0.1),
)

# A folder with a sheet in it: what to bring.
BRING: Picture = (
    _shape((0.06, 0.1), (0.94, 0.1), (0.94, 0.62), (0.46, 0.62), (0.38, 0.72), (0.06, 0.72)),
    _line((0.52, 0.62), (0.52, 0.94), (0.84, 0.94), (0.84, 0.62)),
    _line((0.6, 0.82), (0.76, 0.82)),
    _line((0.6, 0.72), (0.76, 0.72)),
    _line((0.5, 0.5), (0.5, 0.24)),
    _line((0.38, 0.38), (0.5, 0.5), (0.62, 0.38)),
)

# A pin over the ground: where to go.
PLACE: Picture = (
    _shape((0.5, 0.1), *_arc((0.5, 0.64), 0.29, -0.07, 0.57)),
    _ring(0.5, 0.64, 0.11),
    _line((0.22, 0.14), (0.08, 0.06), (0.92, 0.06), (0.78, 0.14)),
)

# A receiver and two waves: whom to call.
CALL: Picture = (
    _shape(
        (0.1, 0.84),
        (0.24, 0.94),
        (0.42, 0.7),
        (0.34, 0.56),
        *_arc((0.66, 0.64), 0.32, 0.56, 0.72),
        (0.56, 0.34),
        (0.7, 0.42),
        (0.94, 0.24),
        (0.84, 0.1),
        *_arc((0.84, 0.84), 0.74, 0.73, 0.52),
    ),
    Stroke(_arc((0.56, 0.56), 0.16, 0, 0.25)),
    Stroke(_arc((0.56, 0.56), 0.34, 0, 0.25)),
)

# A clock: an appointment.
CLOCK: Picture = (
    _ring(0.5, 0.5, 0.42),
    _line((0.5, 0.76), (0.5, 0.5), (0.68, 0.38)),
)

# A sheet struck through: a paper that is void.
VOID: Picture = (
    _shape((0.2, 0.06), (0.8, 0.06), (0.8, 0.76), (0.62, 0.94), (0.2, 0.94)),
    _line((0.62, 0.94), (0.62, 0.76), (0.8, 0.76)),
    _line((0.34, 0.56), (0.66, 0.24)),
    _line((0.34, 0.24), (0.66, 0.56)),
)

# What points the way reading goes.
DIRECTED = (NOW,)


def turned(picture: Picture) -> Picture:
    """Give the picture for a page read from right to left."""
    return tuple(
        replace(stroke, points=tuple((1 - x, y) for x, y in stroke.points)) for stroke in picture
    )
