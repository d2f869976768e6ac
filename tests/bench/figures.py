"""What a measure gives, and how figures are made: interleaved, by medians, as ratios in one run."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Figure:
    """One row: ours against bare, the ratio allowed, and our own limit if there is one."""

    name: str
    ours: float
    bare: float
    unit: str
    ratio_limit: float
    ours_limit: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float:
        """Give how many times the bare work ours takes."""
        return self.ours / self.bare

    @property
    def met(self) -> bool:
        """Tell whether every limit is held."""
        within = self.ours_limit is None or self.ours <= self.ours_limit
        return self.ratio <= self.ratio_limit and within


def seconds(work: Work) -> float:
    """Time one piece of work."""
    start = perf_counter()
    work()
    return perf_counter() - start


def interleaved(ours: Sequence[Work], bare: Sequence[Work]) -> tuple[list[float], list[float]]:
    """Time both in turn, so that a busy moment of the machine falls on both; in milliseconds."""
    times: tuple[list[float], list[float]] = ([], [])
    for first, second in zip(ours, bare, strict=True):
        times[0].append(seconds(first) * 1000)
        times[1].append(seconds(second) * 1000)
    return times


def middle(times: Sequence[float]) -> float:
    """Give the median."""
    return median(times)


def p99(times: Sequence[float]) -> float:
    """Give the 99th percentile (nearest rank)."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, round(0.99 * len(ordered)))]


def write(figures: Sequence[Figure], out: Path) -> None:
    """Write the figures as JSON."""
    rows = [
        {
            "name": each.name,
            "ours": round(each.ours, 3),
            "bare": round(each.bare, 3),
            "ratio": round(each.ratio, 3),
            "unit": each.unit,
            "limit": each.ratio_limit,
            "ours_limit": each.ours_limit,
            "met": each.met,
            "note": each.note,
        }
        for each in figures
    ]
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def table(figures: Sequence[Figure]) -> str:
    """Lay the figures out for a person."""
    lines = [("What", "ours", "bare", "ratio", "at most", "")]
    for each in figures:
        limit = f"{each.ratio_limit:g}×"
        if each.ours_limit is not None:
            limit += f", {each.ours_limit:g} {each.unit}"
        ours, bare = (f"{value:.2f} {each.unit}" for value in (each.ours, each.bare))
        verdict = "met" if each.met else "NOT MET"
        lines.append((each.name, ours, bare, f"{each.ratio:.2f}×", limit, verdict))
    widths = [max(len(line[column]) for line in lines) for column in range(6)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
