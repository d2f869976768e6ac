"""``python -m tests.two_desks --out DIR``: drive both desks and leave pictures of them."""

import argparse
import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging"))

from demonstration_centre import Base

from mairie_quartier.bootstrap import translator
from mairie_quartier.config import Settings
from mairie_quartier.ui.opening import prepare
from mairie_quartier.ui.singletons import hold_singletons
from tests.postgres import running_cluster
from tests.two_desks.showing import show_two_desks


def main() -> int:
    """Read the command line and do it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    out = parser.parse_args().out
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    hold_singletons()
    app = QApplication(["two-desks"])
    settings = Settings(data=out, backup_folder=out)
    prepare(app, settings, translator(settings))
    with running_cluster() as admin:
        for path in show_two_desks(app, Base(admin), out):
            sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
