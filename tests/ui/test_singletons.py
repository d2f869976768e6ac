"""Python's singletons outlast any number of Qt calls, on every Python that we support."""

import subprocess
import sys

BARE_CALLS = """
from PySide6.QtCore import QObject
{held}
thing = QObject()
for _ in range(200_000):
    thing.setObjectName("desk")
    thing.signalsBlocked()
print("alive")
"""
HELD = "from mairie_quartier.ui.singletons import hold_singletons; hold_singletons()"


def test_many_qt_calls_without_result_leave_the_program_alive() -> None:
    code = BARE_CALLS.format(held=HELD)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "alive"), done.stderr
