"""One receipt, against the same page drawn bare: the same calls of ReportLab, and nothing else."""

from io import BytesIO
from typing import Any
from unittest.mock import patch

from reportlab.pdfgen.canvas import Canvas

from mairie_quartier import paths
from mairie_quartier.documents import ink
from mairie_quartier.documents.press import PaperPress
from mairie_quartier.domain.receipt_content import ReceiptContent
from mairie_quartier.i18n import Translator
from mairie_quartier.services import visits
from tests.bench.figures import Figure, interleaved, middle
from tests.builders import COMMUNE_DECIDES, ZONE, Desk, intake, need, person_form

LIMIT = 2.0

Call = tuple[str, tuple[Any, ...], dict[str, Any]]


class _Recorder:
    """Passes every call on to a canvas, or a text or path of it, and writes it down."""

    def __init__(self, real: Any, calls: list[Any]) -> None:
        self._real = real
        self._calls = calls

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            return getattr(self._real, name)

        def call(*arguments: Any, **named: Any) -> Any:
            plain = [each._real if isinstance(each, _Recorder) else each for each in arguments]
            result = getattr(self._real, name)(*plain, **named)
            inner: list[Any] = []
            kept = [each._calls if isinstance(each, _Recorder) else each for each in arguments]
            self._calls.append((name, kept, named, inner))
            return _Recorder(result, inner) if name.startswith("begin") else result

        return call


def measure_drawing(desk: Desk, rounds: int) -> Figure:
    """Draw the receipt of an acknowledged request, then the same page bare."""
    registered = visits.register_visit(
        desk.context, intake(desk.context, need(COMMUNE_DECIDES, missing=1), person=person_form())
    )
    content = ReceiptContent.from_json(registered.receipts[0].content)
    tr = Translator("fr", folder=paths.translations(), zone=ZONE)
    press = PaperPress(paths.resources() / "fonts")
    calls, options = _record(press, content, tr)
    ours = press.receipt(content, tr).data
    bare = _replay(calls, options)
    for _ in range(5):
        press.receipt(content, tr)
        _replay(calls, options)
    note = f"{len(ours)} bytes against {len(bare)}"
    times = interleaved(
        [lambda: press.receipt(content, tr)] * rounds, [lambda: _replay(calls, options)] * rounds
    )
    ours_ms, bare_ms = map(middle, times)
    return Figure("draw one receipt", ours_ms, bare_ms, "ms", LIMIT, note=note)


def _record(
    press: PaperPress, content: ReceiptContent, tr: Translator
) -> tuple[list[Any], dict[str, Any]]:
    calls: list[Any] = []
    options: dict[str, Any] = {}

    def canvas(buffer: BytesIO, **given: Any) -> _Recorder:
        options.update(given)
        return _Recorder(Canvas(buffer, **given), calls)

    with patch.object(ink, "Canvas", canvas):
        press.receipt(content, tr)
    return calls, options


def _replay(calls: list[Any], options: dict[str, Any]) -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, **options)
    made: dict[int, Any] = {}
    for name, arguments, named, inner in calls:
        real = [made.get(id(each), each) if isinstance(each, list) else each for each in arguments]
        result = getattr(canvas, name)(*real, **named)
        if name.startswith("begin"):
            made[id(inner)] = result
            for inner_name, inner_arguments, inner_named, _ in inner:
                getattr(result, inner_name)(*inner_arguments, **inner_named)
    return buffer.getvalue()
