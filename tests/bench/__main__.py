"""Measure speed as ratios within one run: ``python -m tests.bench --out build/bench.json``."""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from tests.bench.drawing import measure_drawing
from tests.bench.figures import Figure, table, write
from tests.bench.lettering import REPRINTS, measure_lettering
from tests.bench.memory import measure_memory
from tests.bench.opening import measure_desk, measure_opening
from tests.bench.saving import measure_saving
from tests.bench.starting import measure_starting
from tests.bench.stores import Size, log_in, open_store
from tests.bench.syncing import measure_syncing
from tests.bench.typing_speed import measure_typing

FULL = (Size(50_000, 200_000), Size(500_000, 0), Size(500, 2_000))
RECORDS, MANY = 10_000, 1_000_000
QUICK = (Size(5_000, 20_000), Size(50_000, 0), Size(50, 200))


def main() -> int:
    """Measure every row; fail when a limit is not held."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/bench.json"))
    parser.add_argument("--quick", action="store_true", help="smaller stores, fewer rounds")
    parser.add_argument("--only", default="", help="the rows whose measure has this word")
    parser.add_argument("--peer", default="", help="the program that measures the peer")
    arguments = parser.parse_args()
    sizes, divisor = (QUICK, 4) if arguments.quick else (FULL, 1)
    with tempfile.TemporaryDirectory(dir=_build(arguments.out)) as scratch:
        figures = measure(_build(arguments.out), Path(scratch), sizes, divisor, arguments.only)
        if arguments.only in "syncing":
            figures += measure_syncing(
                Path(scratch), RECORDS // divisor, MANY // divisor, arguments.peer
            )
    write(figures, arguments.out)
    sys.stdout.write(table(figures) + "\n")
    return 0 if all(each.met for each in figures) else 1


def measure(
    build: Path, scratch: Path, sizes: tuple[Size, Size, Size], divisor: int, only: str
) -> list[Figure]:
    """Make the stores that are missing, then measure the rows asked for."""
    if only and only in "syncing":
        return []
    office, town, young = sizes
    for size in sizes:
        open_store(build, size).close()
    worked = scratch / "office"
    shutil.copytree(build / office.folder_name, worked)
    figures: list[Figure] = []
    if only in "starting":
        figures.append(measure_starting(worked, 12 // divisor))
    if only in "opening":
        pair = (build / office.folder_name, build / young.folder_name)
        figures.append(measure_opening(*pair, 12 // divisor))
        figures.append(measure_desk(*pair, 200 // divisor))
    if only in "typing":
        desk = log_in(build / town.folder_name)
        figures += measure_typing(desk, 120 // divisor)
        desk.close()
    if only in "saving" or only in "drawing":
        desk = log_in(worked)
        if only in "saving":
            figures.append(measure_saving(desk, scratch, 400 // divisor))
        if only in "drawing":
            figures.append(measure_drawing(desk, 200 // divisor))
        desk.close()
    if only in "lettering":
        figures += measure_lettering(100 // divisor, 8 // divisor, REPRINTS // divisor)
    if only in "memory":
        figures.append(measure_memory(worked))
    return figures


def _build(out: Path) -> Path:
    folder = out.resolve().parent
    folder.mkdir(parents=True, exist_ok=True)
    return folder


if __name__ == "__main__":
    sys.exit(main())
