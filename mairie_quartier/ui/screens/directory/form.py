"""The form of a partner; the hours are read aloud below their field while they are typed."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from mairie_quartier.i18n import Translator
from mairie_quartier.ui.screens.directory.words import (
    LONGEST,
    LONGEST_NOTE,
    Checked,
    FormField,
    FormTexts,
    Mistake,
)
from mairie_quartier.ui.shortcuts import bind
from mairie_quartier.ui.theme.tokens import Space, TextRole
from mairie_quartier.ui.widgets.buttons import Button, ButtonKind
from mairie_quartier.ui.widgets.guarded import GuardedField, LimitedNote
from mairie_quartier.ui.widgets.line_entry import LineEntry
from mairie_quartier.ui.widgets.texts import Label, column, fill, row


class PartnerForm(QWidget):
    """Every field of a partner.

    Signals (main thread):
        kept(object, object): the texts (``FormTexts``) and whether they were checked today.
        left(): the agent gives the change up.
    """

    kept = Signal(object, object)
    left = Signal()

    def __init__(self, tr: Translator, say_hours: Callable[[str], str]) -> None:
        super().__init__()
        self._tr = tr
        self._ = tr.gettext
        self._say_hours = say_hours
        self.setObjectName("partnerForm")
        self.setAccessibleName(self._("Partenaire"))
        self.title = Label("", TextRole.SECTION)
        self.fields = {field: self._field(field) for field in FormField}
        self.checked = QCheckBox(self._("Coordonnées vérifiées aujourd’hui"))
        self.checked.setObjectName("checkedToday")
        layout = column(self, space=Space.M)
        fill(layout, [self.title, *self.fields.values(), self.checked, self._buttons()])
        hours = self.fields[FormField.HOURS].control
        if isinstance(hours, QLineEdit):
            hours.textChanged.connect(self._read_hours)
        bind(self, "Ctrl+Return", self._keep)

    def show_form(self, title: str, texts: FormTexts) -> None:
        """Fill the form."""
        self.title.setText(title)
        for field, text in texts.items():
            control = self.fields[field].control
            if isinstance(control, LineEntry | LimitedNote):
                control.show_text(text)
            self.fields[field].clear_error()
        self.checked.setChecked(False)
        self._read_hours(texts[FormField.HOURS])
        self.fields[FormField.NAME].setFocus()

    def show_mistake(self, mistake: Mistake) -> None:
        """Say what to put right, and go there."""
        self.fields[mistake.field].set_error(mistake.words)
        self.fields[mistake.field].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _field(self, field: FormField) -> GuardedField:
        labels = {
            FormField.NAME: (self._("Nom"), ""),
            FormField.KIND: (self._("Genre"), self._("Association, service public, CCAS…")),
            FormField.PHONE: (self._("Téléphone"), ""),
            FormField.EMAIL: (self._("Courriel"), ""),
            FormField.ADDRESS: (self._("Adresse"), ""),
            FormField.HOURS: (self._("Horaires"), ""),
            FormField.LANGUAGES: (self._("Langues parlées"), self._("Séparées par des virgules.")),
            FormField.THEMES: (
                self._("Thèmes"),
                self._("Séparés par des points-virgules\u00a0; quelques mots suffisent."),
            ),
            FormField.NOTE: (
                self._("Note"),
                self._("Conditions d’accueil, étage, rendez-vous… Aucun nom de personne reçue."),
            ),
        }
        label, hint = labels[field]
        note = field is FormField.NOTE
        limit = LONGEST_NOTE if field is FormField.THEMES else LONGEST
        control = LimitedNote(LONGEST_NOTE) if note else LineEntry(limit)
        control.setObjectName(f"partner_{field.value}")
        return GuardedField(self._tr, label, control, hint)

    def _buttons(self) -> QWidget:
        part = QWidget()
        self.save = Button(
            self._("Enregistrer"),
            ButtonKind.PRIMARY,
            icon_name="check",
            keys=self._("Ctrl+Entrée"),
        )
        self.save.setObjectName("savePartner")
        self.save.clicked.connect(self._keep)
        give_up = Button(self._("Abandonner"), ButtonKind.QUIET, keys=self._("Échap"))
        give_up.clicked.connect(self.left)
        line = row(part, space=Space.S)
        fill(line, [self.save, give_up, None])
        return part

    def _read_hours(self, text: str) -> None:
        example = self._("Par exemple {hours}").format(
            hours="Mo-Fr 09:00-12:30,13:30-17:00; Sa 09:00-12:00"
        )
        said = self._say_hours(text.strip())
        self.fields[FormField.HOURS].set_hint(said if text.strip() else example)

    def _keep(self) -> None:
        texts: FormTexts = {}
        for field, guarded in self.fields.items():
            guarded.clear_error()
            control = guarded.control
            if isinstance(control, QLineEdit):
                texts[field] = control.text()
            elif isinstance(control, LimitedNote):
                texts[field] = control.toPlainText()
        checked = Checked.TODAY if self.checked.isChecked() else Checked.AS_BEFORE
        self.kept.emit(texts, checked)
