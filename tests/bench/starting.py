"""From the command to the login window, against a bare window of PySide6."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.bench.figures import Figure, interleaved, middle

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 1.5
UNLIKE_A_DESK = ("PYTHONDONTWRITEBYTECODE",)  # an installed program is compiled once
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
window.resize(1200, 800)
window.show()
QTimer.singleShot(0, app.quit)
sys.exit(app.exec())
"""


def measure_starting(folder: Path, rounds: int) -> Figure:
    """Start both programs in turn, to their first window drawn."""
    ours = ["-m", "mairie_quartier", "--data", str(folder)]
    for command in (ours, ["-c", BARE]):
        _run(command)()
    times = interleaved([_run(ours)] * rounds, [_run(["-c", BARE])] * rounds)
    ours_ms, bare_ms = map(middle, times)
    return Figure("start to the login window", ours_ms, bare_ms, "ms", LIMIT)


def _run(arguments: list[str]) -> Callable[[], object]:
    kept = {name: value for name, value in os.environ.items() if name not in UNLIKE_A_DESK}
    environment = {
        **kept,
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "MAIRIE_QUARTIER_EXIT_AT": "login",
    }
    command = [sys.executable, *arguments]
    return lambda: subprocess.run(
        command, cwd=ROOT, env=environment, check=True, capture_output=True, timeout=120
    )
