"""The directory: words on top, partners below, and one of them beside. Passive."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from mairie_quartier.ui.screens.directory.form import PartnerForm
from mairie_quartier.ui.screens.directory.panel import PartnerPanel
from mairie_quartier.ui.screens.directory.presenter import DirectoryPresenter
from mairie_quartier.ui.screens.directory.words import Detail, FormTexts, Mistake
from mairie_quartier.ui.shortcuts import Shortcut, bind
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.buttons import Button
from mairie_quartier.ui.widgets.cards import BareCard
from mairie_quartier.ui.widgets.confirm import Question, confirm
from mairie_quartier.ui.widgets.empty import EmptyState
from mairie_quartier.ui.widgets.line import Line
from mairie_quartier.ui.widgets.line_list import LineList
from mairie_quartier.ui.widgets.list_detail import ListDetail
from mairie_quartier.ui.widgets.texts import Label, column, fill, row
from mairie_quartier.ui.workplace import Workplace

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DirectoryScreen(QWidget):
    """Partners: who does what, when, in which language."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._ = work.tr.gettext
        self.setObjectName("screen")
        self.setAccessibleName(self._("Annuaire"))
        self._presenter = DirectoryPresenter(work, self)
        self.panel = PartnerPanel(self._)
        self.form = PartnerForm(work.tr, self._presenter.words.hours.sentence)
        self._build()
        self._connect()
        self._presenter.refresh()

    def refresh(self, changed: frozenset[str]) -> None:
        """Look again when the directory changed."""
        self._presenter.refresh(changed)

    def shortcuts(self) -> list[Shortcut]:
        """List this screen's keys."""
        keys = [
            Shortcut("Down", self._("Partenaire suivant")),
            Shortcut("Return", self._("Lire la fiche")),
        ]
        if self._presenter.may_edit:
            keys += [
                Shortcut("Ctrl+N", self._("Nouveau partenaire")),
                Shortcut("Ctrl+E", self._("Modifier le partenaire")),
                Shortcut("Ctrl+Return", self._("Enregistrer la fiche")),
            ]
        return [*keys, Shortcut("Esc", self._("Revenir à la recherche"))]

    def first_focus(self) -> None:
        """Start in the search field."""
        self.field.setFocus()
        self.field.selectAll()

    def show_rows(self, rows: tuple[Line, ...], words: str, chosen: int) -> None:
        """Show the partners found, or what to try."""
        self.rows.put(rows, choose=chosen)
        self.rows.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if words:
            self.empty.say(
                self._("Aucun partenaire pour «\u00a0{words}\u00a0».").format(words=words),
                self._("Essayez le nom, une langue, un thème ou un quartier."),
            )
        else:
            self.empty.say(
                self._("L’annuaire est vide."),
                self._("Ajoutez les partenaires vers qui vous orientez."),
            )

    def show_detail(self, detail: Detail | None) -> None:
        """Show what is said of the current partner."""
        self.panel.setVisible(detail is not None and self.form.isHidden())
        if detail is not None:
            self.panel.show_detail(detail)

    def show_form(self, title: str, texts: FormTexts) -> None:
        """Show the form instead of the partner."""
        self.panel.hide()
        self.form.show()
        self.both.read()
        self.form.show_form(title, texts)

    def show_mistake(self, mistake: Mistake) -> None:
        """Say what to put right."""
        self.form.show_mistake(mistake)

    def form_kept(self) -> None:
        """Leave the form: it is saved."""
        self._leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move among the partners from the field; Enter reads the chosen one."""
        if (
            watched is self.field
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
        ):
            if event.key() in _STEPS:
                self.rows.step(_STEPS[Qt.Key(event.key())])
                return True
            if event.key() in _ENTER:
                self._read(self.rows.current())
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        title = Label(self._("Annuaire"), TextRole.TITLE)
        self.field = QLineEdit()
        self.field.setObjectName("directorySearch")
        self.field.setAccessibleName(self._("Chercher un partenaire"))
        self.field.setPlaceholderText(self._("Nom, besoin, langue, thème, quartier…"))
        self.field.installEventFilter(self)
        self.new = Button(self._("Nouveau partenaire"), icon_name="plus", keys="Ctrl+N")
        self.new.setObjectName("newPartner")
        self.rows = LineList("partners", self._("Partenaires"))
        self.rows.setMinimumHeight(160)
        self.empty = EmptyState("", icon_name="book-user")
        card = BareCard()
        fill(card.body, [self.rows, self.empty])
        self.both = ListDetail("directoryPanes", card, self.field)
        fill(self.both.body, [self.panel, self.form, None])
        self.form.hide()
        top = row(space=Space.M)
        fill(top, [self.field, self.new])
        top.setStretch(0, 1)
        layout = column(self, space=Space.M)
        layout.setContentsMargins(int(Space.XL), int(Space.L), int(Space.XL), int(Space.L))
        fill(layout, [title, top, self.both])
        layout.setStretch(2, 1)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._presenter.type_words)
        self.rows.chosen.connect(self._presenter.choose)
        self.rows.opened.connect(self._read)
        self.form.kept.connect(self._presenter.keep)
        self.form.left.connect(self._leave)
        self.new.clicked.connect(self._presenter.add)
        self.panel.edit.clicked.connect(self._presenter.edit)
        self.new.setVisible(self._presenter.may_edit)
        self.panel.withdraw.clicked.connect(self._ask_withdrawal)
        for button in (self.panel.edit, self.panel.withdraw):
            button.setVisible(self._presenter.may_edit)
        bind(self, "Ctrl+N", self._presenter.add)
        bind(self, "Ctrl+E", self._presenter.edit)

    def _ask_withdrawal(self) -> None:
        question = Question(
            title=self._("Retirer ce partenaire de l’annuaire\u00a0?"),
            consequence=self._(
                "{name} ne sera plus proposé. Les orientations déjà faites restent telles quelles."
            ).format(name=self.panel.name.text()),
            agree=self._("Retirer"),
            stay=self._("Garder"),
        )
        confirm(self, question, self._presenter.withdraw)

    def _read(self, place: int) -> None:
        if place < 0:
            return
        self.both.read()
        if self._presenter.may_edit:
            self.panel.edit.setFocus()

    def _leave(self) -> None:
        self.form.hide()
        self.panel.setVisible(bool(self.rows.lines()))
        self.both.leave()
