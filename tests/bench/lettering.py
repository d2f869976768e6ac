"""A bilingual receipt in Dari: against its lines drawn bare, the first of a day, a thousand more.

Bare is ReportLab alone: the same letters at the same places by ``drawString`` from the same font
files, unshaped, and the same rules, bars and boxes.  The first of the day is in a process of its
own, the press being got ready as the session does it once somebody has logged in; nobody has said
Dari yet.  So are the thousand, whose memory is looked at.  Their times are the processor's: what
else the machine does meanwhile must not look like slowing down.
"""

import gc
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from time import process_time
from typing import Any
from unittest.mock import patch

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from mairie_quartier import paths
from mairie_quartier.bootstrap import OFFICE_ZONE
from mairie_quartier.documents import ink
from mairie_quartier.documents.desk_press import DeskPress
from mairie_quartier.documents.pen import Pen
from mairie_quartier.documents.press import PaperPress
from mairie_quartier.documents.visitor_press import VisitorPress
from mairie_quartier.domain.papers import PaperOrder
from tests.bench.drawing import _Recorder
from tests.bench.figures import Figure, interleaved, middle
from tests.bench.memory import resident_mb
from tests.domain.paper_facts import acknowledgement

ROOT = Path(__file__).resolve().parents[2]
FONTS = paths.resources() / "fonts"
DARI = PaperOrder(language="prs")
BARE_LIMIT = 2.5
FIRST_LIMIT = 2.0
GROWTH_LIMIT = 1.1
MOST_MB = 25.0
REPRINTS = 1_000
SETTLED = 100
WRITING = frozenset({"addLiteral", "beginText", "drawText"})


def measure_lettering(rounds: int, days: int, reprints: int) -> list[Figure]:
    """Measure every row; ``days`` is the number of fresh processes."""
    return [
        _measure_bare(rounds),
        _measure_first(days),
        *_measure_reprints(reprints),
        _measure_size(),
    ]


def open_press() -> VisitorPress:
    """Open the press as the desk does."""
    return VisitorPress(PaperPress(FONTS), paths.translations())


def _measure_bare(rounds: int) -> Figure:
    press, content = open_press(), acknowledgement()
    calls: list[Any] = []
    options: dict[str, Any] = {}
    write = Pen.write

    def canvas(buffer: BytesIO, **given: Any) -> _Recorder:
        options.update(given)
        return _Recorder(Canvas(buffer, **given), calls)

    def written(pen: Pen, line: Any, size: float, place: Any, colour: Any) -> None:
        calls.append(("", (line, size, place, colour), {}, []))
        write(pen, line, size, place, colour)

    with patch.object(ink, "Canvas", canvas), patch.object(Pen, "write", written):
        press.receipt(content, DARI)
    kept = [call for call in calls if call[0] not in WRITING]
    for face in {run.face for call in kept if not call[0] for run in call[1][0].runs}:
        folder = "interface" if face.name.startswith("Atkinson") else "scripts"
        pdfmetrics.registerFont(TTFont(face.name, str(FONTS / folder / f"{face.name}.ttf")))
    for _ in range(5):
        press.receipt(content, DARI)
        _draw_bare(kept, options)
    times = interleaved(
        [lambda: press.receipt(content, DARI)] * rounds,
        [lambda: _draw_bare(kept, options)] * rounds,
    )
    ours, bare = map(middle, times)
    return Figure("draw a receipt in French and Dari", ours, bare, "ms", BARE_LIMIT)


def _draw_bare(calls: list[Any], options: dict[str, Any]) -> None:
    canvas = Canvas(BytesIO(), **options)
    made: dict[int, Any] = {}
    for name, arguments, named, inner in calls:
        if not name:
            _write_bare(canvas, *arguments)
            continue
        real = [made.get(id(each), each) if isinstance(each, list) else each for each in arguments]
        result = getattr(canvas, name)(*real, **named)
        if name.startswith("begin"):
            made[id(inner)] = result
            for inner_name, inner_arguments, inner_named, _ in inner:
                getattr(result, inner_name)(*inner_arguments, **inner_named)


def _write_bare(canvas: Canvas, line: Any, size: float, place: Any, colour: Any) -> None:
    canvas.setFillColorRGB(*colour)
    for run in line.runs:
        canvas.setFont(run.face.name, size * run.face.scale)
        canvas.drawString(place[0] + run.x, place[1], run.text)


def _measure_first(days: int) -> Figure:
    pairs = [_run("first") for _ in range(days)]
    first, following = (middle(column) for column in zip(*pairs, strict=True))
    name = "first receipt in Dari of the day, against the following"
    return Figure(name, first, following, "ms", FIRST_LIMIT)


def _measure_reprints(reprints: int) -> list[Figure]:
    early_ms, late_ms, early_mb, late_mb = _run("reprints", str(reprints))
    name = f"{reprints} receipts in Dari"
    return [
        Figure(f"{name}: the last hundred, against the first", late_ms, early_ms, "ms", 1.3),
        Figure(f"{name}: memory at the end", late_mb, early_mb, "MB", GROWTH_LIMIT),
    ]


def _measure_size() -> Figure:
    size = sum(path.stat().st_size for path in FONTS.rglob("*")) / 1e6
    return Figure("installed fonts, against what is allowed", size, MOST_MB, "MB", 1.0)


def _run(*arguments: str) -> tuple[float, ...]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.lettering", *arguments],
        cwd=ROOT, check=True, capture_output=True, text=True, timeout=1800,
    )  # fmt: skip
    return tuple(map(float, done.stdout.split()))


def _first_of_the_day() -> list[float]:
    press, content = DeskPress(OFFICE_ZONE), acknowledgement()
    press.get_ready()
    times: list[float] = []
    for _ in range(16):
        start = process_time()
        press.receipt(content, DARI)
        times.append((process_time() - start) * 1000)
    return [times[0], middle(times[1:])]


def _reprints(count: int) -> list[float]:
    press, content = open_press(), acknowledgement()
    times: list[float] = []
    early_mb = 0.0
    for rank in range(count):
        start = process_time()
        press.receipt(content, DARI)
        times.append((process_time() - start) * 1000)
        if rank == SETTLED - 1:
            gc.collect()
            early_mb = resident_mb()
    gc.collect()
    return [middle(times[:SETTLED]), middle(times[-SETTLED:]), early_mb, resident_mb()]


def main() -> None:
    """Say what a process of its own measured."""
    kind, *rest = sys.argv[1:]
    figures = _first_of_the_day() if kind == "first" else _reprints(int(rest[0]))
    sys.stdout.write(" ".join(map(str, figures)) + "\n")


if __name__ == "__main__":
    main()
