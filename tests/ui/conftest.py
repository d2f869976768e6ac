"""For every test of the interface: the theme, French words, Qt warnings as failures."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from mairie_quartier.i18n import Translator
from mairie_quartier.paths import translations
from mairie_quartier.ui.collector import collect_due
from mairie_quartier.ui.theme.apply import apply_theme, born_styled
from mairie_quartier.ui.theme.tokens import Appearance
from tests.ui.walk import dress

_OFFSCREEN_LIMITS = ("This plugin does not support", "propagateSizeHints")
_LOUD = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)


@pytest.fixture(scope="session", autouse=True)
def themed(qapp: QApplication) -> QApplication:
    """The application in its usual appearance."""
    born_styled(qapp)
    apply_theme(qapp, Appearance())
    return qapp


@pytest.fixture(autouse=True)
def collected_between_tests(themed: QApplication) -> Iterator[None]:
    """Collect cyclic garbage between tests only, as the program does between keystrokes.

    Python would do it wherever something is allocated: on a lane's worker, or while Qt calls a
    widget that is about to go.
    """
    gc.disable()
    yield
    # No event loop runs between tests: what they closed would stay, and be polished anew at
    # each change of theme.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    collect_due()


@pytest.fixture
def appearance(themed: QApplication) -> Iterator[QApplication]:
    """The application, to be shown otherwise by the test; put back afterwards."""
    yield themed
    dress(themed, Appearance())


@pytest.fixture
def tr() -> Translator:
    """French, the source language."""
    return Translator("fr", folder=translations())


@pytest.fixture(autouse=True)
def quiet_qt() -> Iterator[None]:
    """Fail the test on any warning that Qt writes to its log."""
    heard: list[str] = []

    def hear(kind: QtMsgType, context: object, message: str | None) -> None:
        text = message or ""
        if kind in _LOUD and not any(known in text for known in _OFFSCREEN_LIMITS):
            heard.append(text)

    before = qInstallMessageHandler(hear)
    yield
    qInstallMessageHandler(before)
    assert heard == []
