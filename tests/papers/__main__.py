"""Draw every paper into a folder: ``python -m tests.papers --out DIR [--langue CODE …]``.

``DIR/<language>/*.pdf``, ``DIR/bureau/*.pdf`` and ``DIR/planches/*.png``.  Says on one line what
each paper's press had to tell (letters it could not draw).
"""

import argparse
import os
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from mairie_quartier.documents.press import Pdf
from tests.papers.cases import FRENCH, Case, cases, translated
from tests.papers.contact_sheet import Thumbnail, application, thumbnails, write_sheet

COMPARED = ("accuse_de_reception", "orientation_copie")


@dataclass(slots=True)
class Album:
    """What was drawn so far."""

    folder: Path
    files: int = 0
    pages: int = 0
    told: list[str] = field(default_factory=list)
    sheets: dict[str, list[Thumbnail]] = field(default_factory=lambda: defaultdict(list))

    def add(self, case: Case, drawn: Pdf) -> None:
        """Write a paper, and keep its pages for the contact sheets."""
        shelf = self.folder / case.shelf
        shelf.mkdir(parents=True, exist_ok=True)
        (shelf / f"{case.name}.pdf").write_bytes(drawn.data)
        self.files, self.pages = self.files + 1, self.pages + drawn.pages
        self.told += [
            f"{case.shelf}/{case.name} : {each.fault.value} {each.text!r}"
            for each in drawn.warnings
        ]
        self.sheets[case.shelf] += thumbnails(case.name, drawn.data)
        if case.name in COMPARED and case.shelf != FRENCH:
            second = slice(1, 2)
            self.sheets[case.name] += thumbnails(case.shelf, drawn.data, pages=second)

    def close(self) -> None:
        """Write the contact sheets."""
        sheets = self.folder / "planches"
        sheets.mkdir(exist_ok=True)
        for name, shown in self.sheets.items():
            write_sheet(sheets / f"{name}.png", shown)


def draw_album(folder: Path, *codes: str) -> Album:
    """Draw every paper in these languages."""
    album = Album(folder)
    for case in cases(*codes):
        album.add(case, case.draw())
    album.close()
    return album


def main(arguments: list[str]) -> int:
    """Draw what is asked for; give the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--langue", action="append", default=[])
    asked = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    running = application()
    codes = asked.langue or [FRENCH, *(each.code for each in translated())]
    album = draw_album(asked.out, *codes)
    for line in album.told:
        sys.stdout.write(line + "\n")
    summary = f"{album.files} papiers, {album.pages} pages, {len(codes)} langues : {asked.out}\n"
    sys.stdout.write(summary)
    running.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
