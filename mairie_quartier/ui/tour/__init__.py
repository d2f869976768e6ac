"""``make tour``: the real windows, driven offscreen by keyboard through the main job."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from mairie_quartier.config import Settings
from mairie_quartier.i18n import Translator
from mairie_quartier.ui.application import Program, ProgramParts
from mairie_quartier.ui.collector import MainThreadCollector
from mairie_quartier.ui.opening import prepare
from mairie_quartier.ui.singletons import hold_singletons
from mairie_quartier.ui.tour import story
from mairie_quartier.ui.tour.record import Record
from mairie_quartier.ui.tour.typist import Typist


def run_tour(out: Path, build_parts: Callable[[Settings], ProgramParts], tr: Translator) -> int:
    """Take the tour on a store of its own and leave pictures, papers and ``tour.json``."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder), backup_folder=Path(folder) / "backups")
        hold_singletons()
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            app = QApplication(["tour"])
        prepare(app, settings, tr)
        collector = MainThreadCollector(app)
        program = Program(build_parts(settings), tr)
        program.start()
        try:
            _tell(program, out)
        finally:
            program.close()
            program.window.close()
            collector.stop()
            _let_go(program)
    return 0


def _let_go(program: Program) -> None:
    """Destroy the windows at once: whoever took the tour may go on in this process."""
    program.window.deleteLater()
    program.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _tell(program: Program, out: Path) -> None:
    typist = Typist(program.window, lambda: program.busy)
    record = Record(out, program.window, typist)
    hands = story.Hands(program, typist, record)
    story.set_up_the_pc(hands)
    story.log_in_again(hands)
    story.give_a_directory(hands)
    story.record_anonymous_visit(hands)
    story.record_named_visit(hands)
    story.record_common_case(hands)
    story.look_around(hands)
    story.keep_papers(hands)
    record.finish()
