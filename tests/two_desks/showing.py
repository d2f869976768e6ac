"""Tell the story over a centre founded for it, and leave pictures of both windows."""

import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from demonstration_centre import Base
from PySide6.QtWidgets import QApplication

from mairie_quartier.ui.collector import MainThreadCollector
from tests.two_desks.office import Counter, running_centre
from tests.two_desks.side_by_side import draw_side_by_side
from tests.two_desks.story import tell

Look = Callable[[str, Counter, Counter], None]


def show_two_desks(
    application: QApplication, base: Base, out: Path, look: Look | None = None
) -> list[Path]:
    """Give the pictures, in their order; ``look`` is called at each."""
    out.mkdir(parents=True, exist_ok=True)
    pictures: list[Path] = []
    with ExitStack() as stack:
        # No widget may be collected on a worker's thread.
        collector = MainThreadCollector(application)
        stack.callback(collector.stop)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        centre = stack.enter_context(running_centre(base))
        here = Counter(centre, 0, folder / "1")
        stack.callback(here.close)
        there = Counter(centre, 1, folder / "2")
        stack.callback(there.close)

        def picture(name: str) -> None:
            for counter in (here, there):
                counter.typist.settle()
            path = out / f"{len(pictures) + 1}-{name}.png"
            draw_side_by_side([(each.title, each.window) for each in (here, there)], path)
            pictures.append(path)
            if look is not None:
                look(name, here, there)

        tell(here, there, picture)
    return pictures
