"""The program in a process of its own, typing by itself, until it is killed or its window closed.

Run as ``python -m tests.journeys.desk_window FOLDER kill|cross``: it says ``typed`` once a visit is
registered and another is half typed, then waits for the kill or closes its window as an agent
does.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from mairie_quartier.ui.singletons import hold_singletons
from tests.journeys.pc import Pc, settings_of

REGISTERED, HALF_TYPED = "Traoré Aminata", "Moussa"


def work(pc: Pc) -> None:
    """Register a visit; leave another one with a field half typed."""
    pc.log_in()
    pc.press("F2")
    pc.write(REGISTERED)
    pc.press("Alt+B")
    pc.write("rsa")
    pc.press("Return", "1", "Return", "Ctrl+S", "F2")
    pc.write("Diallo Fatou")
    pc.press("F3")
    pc.tab_to("phone")
    pc.write("06 39 98 00 01")
    pc.press("Tab")
    pc.write(HALF_TYPED)


def main() -> None:
    """Work, then wait for what is to come."""
    hold_singletons()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication(["desk"])
    pc = Pc(app, settings_of(Path(sys.argv[1])))
    work(pc)
    sys.stdout.write("typed\n")
    sys.stdout.flush()
    if sys.argv[2] == "cross":
        app.aboutToQuit.connect(pc.program.close)
        QTimer.singleShot(0, pc.program.window.close)
    app.exec()


if __name__ == "__main__":
    main()
