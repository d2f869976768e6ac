"""Other processes of our own, for what only a real one can show: crashes, limits, locks."""

import random
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def start(script: str, *arguments: str) -> subprocess.Popen[str]:
    """Start a Python process on the script."""
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", script, *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(script: str, *arguments: str) -> str:
    """Run the script to its end and give what it printed."""
    out, err = (process := start(script, *arguments)).communicate(timeout=60)
    assert process.returncode == 0, err
    return out


def kill_amid(script: str, *arguments: str, seed: int) -> list[str]:
    """Kill the process, which runs on, after some line; give the whole lines it said."""
    process = start(script, *arguments)
    assert process.stdout is not None
    heard = [process.stdout.readline() for _ in range(random.Random(seed).randint(1, 60))]
    process.kill()
    # By the same reader: it may hold the beginning of a line that ``communicate`` would miss.
    rest = process.stdout.read()
    _, err = process.communicate(timeout=60)
    assert heard[0], err
    lines = ("".join(heard) + rest).splitlines(keepends=True)
    return [line.strip() for line in lines if line.endswith("\n")]
