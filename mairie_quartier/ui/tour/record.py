"""What a tour leaves behind: pictures, papers, and the steps with their keys and times."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from mairie_quartier.ui.tour.typist import Typist


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its keys besides typed characters, those characters, and how long it took."""

    name: str
    keystrokes: int
    characters: int
    milliseconds: int


class Record:
    """Writes ``screens/NN-name.png``, ``papers/NN-name.pdf`` and ``tour.json``."""

    def __init__(self, out: Path, window: QWidget, typist: Typist) -> None:
        self._out = out
        self._window = window
        self._typist = typist
        self.steps: list[Step] = []
        self._pictures = 0
        self._papers = 0
        for folder in ("screens", "papers"):
            (out / folder).mkdir(parents=True, exist_ok=True)
            for old in (out / folder).iterdir():
                old.unlink()

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Count the keys and the time of what happens inside."""
        keys, characters = self._typist.keystrokes, self._typist.characters
        began = time.perf_counter()
        yield
        self.steps.append(
            Step(
                name,
                self._typist.keystrokes - keys,
                self._typist.characters - characters,
                round((time.perf_counter() - began) * 1000),
            )
        )

    def picture(self, name: str) -> Path:
        """Keep a picture of the window as it is, once it has come to rest."""
        self._typist.settle()
        self._pictures += 1
        path = self._out / "screens" / f"{self._pictures:02}-{name}.png"
        self._window.grab().save(str(path))
        return path

    def paper(self, name: str, data: bytes) -> Path:
        """Keep a paper."""
        self._papers += 1
        path = self._out / "papers" / f"{self._papers:02}-{name}.pdf"
        path.write_bytes(data)
        return path

    def finish(self) -> None:
        """Write the steps."""
        steps = [asdict(step) for step in self.steps]
        text = json.dumps(steps, ensure_ascii=False, indent=1)
        (self._out / "tour.json").write_text(text + "\n", encoding="utf-8")
