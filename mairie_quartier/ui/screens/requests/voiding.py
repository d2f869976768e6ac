"""Ask before a paper is voided, and why: the reason is printed on the notice and kept."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mairie_quartier.domain.papers import VoidReason
from mairie_quartier.i18n import Translator
from mairie_quartier.ui.labels import Labels
from mairie_quartier.ui.widgets.confirm import ConfirmDialog, Question
from mairie_quartier.ui.widgets.fields import Field
from mairie_quartier.ui.widgets.segments import SegmentedChoice

OFFERED = (VoidReason.MISTAKE, VoidReason.WRONG_PERSON)
"""The others follow from another act: a correction, an undone visit."""
_ABOVE_ANSWERS = 2


class VoidingDialog(ConfirmDialog):
    """The question, with the reason above the answers."""

    def __init__(self, number: str, tr: Translator, parent: QWidget) -> None:
        _ = tr.gettext
        question = Question(
            title=_("Annuler ce papier\u00a0?"),
            consequence=_(
                "Le n° {number} sera annulé pour toujours, sans autre papier à la place."
                " Reprenez-le à la personne."
            ).format(number=number),
            agree=_("Annuler le papier"),
            stay=_("Garder le papier"),
        )
        super().__init__(question, parent)
        labels = Labels(tr)
        title = _("Pourquoi\u00a0?")
        options = [(reason, labels.void_reason(reason)) for reason in OFFERED]
        self.reason: SegmentedChoice[VoidReason] = SegmentedChoice("voidReason", title, options)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(_ABOVE_ANSWERS, Field(title, self.reason))
        self.stay.setFocus()
