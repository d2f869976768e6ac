"""A language typed by the beginning of its name, in French or its own; ISO 639-3 comes out."""

from PySide6.QtCore import Signal

from mairie_quartier.domain.languages import Language, language, search_languages
from mairie_quartier.domain.names import fold
from mairie_quartier.ui.screens.intake.ahead import AheadLine
from mairie_quartier.ui.widgets.line import Line

MOST_OFFERED = 6


class LanguageEntry(AheadLine):
    """One language, or none.

    Signals (main thread):
        settled(object): the ISO code, or None when the entry was emptied.
        unknown(str): the text left in the entry is no language of the list.
        done(): Enter: the agent goes on.
    """

    settled = Signal(object)
    unknown = Signal(str)
    done = Signal()

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__(name, spoken, limit=60)
        self._found: tuple[Language, ...] = ()
        self._code: str | None = None
        self.textEdited.connect(self._typed)
        self.picked.connect(self._pick_offered)
        self.passed.connect(self._pass)
        self.left.connect(self._leave)

    def show_code(self, code: str | None) -> None:
        """Show a language; what is being typed is left alone."""
        if code == self._code and (self.hasFocus() or self.text() == self._name()):
            return
        self._code = code
        self.show_text(self._name())

    def _name(self) -> str:
        return language(self._code).french if self._code else ""

    def _typed(self, text: str) -> None:
        found = search_languages(text, MOST_OFFERED) if text.strip() else ()
        self._found = found
        self.show_rows([Line(each.french, caption=each.own) for each in found])

    def _pick_offered(self, place: int) -> None:
        self._settle(self._found[place].code)
        self.done.emit()

    def _pass(self) -> None:
        if self._leave():
            self.done.emit()

    def _leave(self) -> bool:
        """Take what the text means; tell whether it means something."""
        typed = fold(self.text())
        if typed == fold(self._name()):
            return True
        if not typed:
            self._settle(None)
            return True
        found = search_languages(self.text(), 1)
        if not found:
            self.unknown.emit(self.text())
            return False
        self._settle(found[0].code)
        return True

    def _settle(self, code: str | None) -> None:
        self._code = code
        self.show_text(self._name())
        self.settled.emit(code)
