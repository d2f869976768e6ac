"""From the command to the login window, against a bare window of PySide6.

Both end where their window is shown and drawn and its first field can be typed in: there, each
writes a line, and the time to that line counts.  What our program loads afterwards does not; a
key pressed meanwhile waits in Qt's queue.  Bare is the same interpreter and the same Qt, a main
window with the same two fields and button, and nothing else: no style, font, icon or word of
ours.  Both are compiled already, as an installed program is.

Where the rest goes, of some 65 ms more than bare's 145: our modules and the enumerations of the
Qt classes they name (35), the page with its icons (15), its style and the painting (10), the
letters (5).
"""

import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from tests.bench.figures import Figure, middle

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 1.5
UNLIKE_A_DESK = ("PYTHONDONTWRITEBYTECODE",)
OURS = ["-m", "mairie_quartier"]
BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMainWindow, QPushButton
from PySide6.QtWidgets import QVBoxLayout, QWidget
app = QApplication(sys.argv)
window, inside = QMainWindow(), QWidget()
layout = QVBoxLayout(inside)
for each in (QLabel("Identifiant"), QLineEdit(), QLabel("Mot de passe"), QLineEdit()):
    layout.addWidget(each)
layout.addWidget(QPushButton("Ouvrir"))
window.setCentralWidget(inside)
window.resize(1366, 768)
window.show()
app.processEvents()
print("login", flush=True)
QTimer.singleShot(0, app.quit)
sys.exit(app.exec())
"""


def measure_starting(folder: Path, rounds: int) -> Figure:
    """Start both programs in turn, to their first window drawn."""
    bare = ["-c", BARE]
    for arguments in (OURS, bare):
        milliseconds_to_window(arguments, folder)
    times = [
        (milliseconds_to_window(OURS, folder), milliseconds_to_window(bare, folder))
        for _ in range(rounds)
    ]
    ours_ms, bare_ms = (middle(each) for each in zip(*times, strict=True))
    return Figure("start to the login window", ours_ms, bare_ms, "ms", LIMIT)


def milliseconds_to_window(arguments: list[str], folder: Path) -> float:
    """Start a program, time it to its line, then let it end."""
    kept = {name: value for name, value in os.environ.items() if name not in UNLIKE_A_DESK}
    environment = {
        **kept,
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "MAIRIE_QUARTIER_DATA": str(folder),
        "MAIRIE_QUARTIER_EXIT_AT": "login",
    }
    begun = perf_counter()
    with subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        line = process.stdout.readline() if process.stdout is not None else ""
        passed = perf_counter() - begun
        if line != "login\n":
            raise ChildProcessError(arguments)
        process.communicate(timeout=60)
    return passed * 1000
