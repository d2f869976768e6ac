"""Fill a disk to its last byte."""

from pathlib import Path


def fill(ballast: Path) -> None:
    """Write into one file until nothing more goes."""
    for size in (1 << 20, 1 << 12, 1):
        with ballast.open("ab", buffering=0) as file:
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue
