"""Change the address or the certificate of the city's centre, on a linked PC.  Qt-free.

Nothing is kept before the centre there has proved to be the one that knows this PC.  What was
typed stays in the form until then.
"""

from collections.abc import Callable
from typing import Final, Protocol

from mairie_quartier.domain.synchronising import CentreAddress, Recognised
from mairie_quartier.services.sync_ports import Synchroniser
from mairie_quartier.services.synchronisation import move_centre
from mairie_quartier.ui.linking.answers import LinkAnswer, LinkTyped, missing
from mairie_quartier.ui.linking.words import LinkWords
from mairie_quartier.ui.screens.synchronisation.link_presenter import LinkView
from mairie_quartier.ui.workplace import Workplace

ASKED: Final = (LinkAnswer.ADDRESS, LinkAnswer.AUTHORITY)


class MoveView(LinkView, Protocol):
    """The card of another address."""

    def show_unchanged(self, words: str) -> None:
        """Say that nothing was changed, beside a field that is to be put right."""
        ...


class MovePresenter:
    """Between the card and the services; ``moved`` is called once the address is kept."""

    def __init__(
        self,
        work: Workplace,
        synchroniser: Synchroniser,
        view: MoveView,
        moved: Callable[[str], None],
    ) -> None:
        self._ = work.tr.gettext
        self._tr = work.tr
        self._work = work
        self._synchroniser = synchroniser
        self._view = view
        self._moved = moved
        self._words = LinkWords(work.tr, work.wording)
        self._busy = False

    def move(self, typed: LinkTyped) -> None:
        """Check what was typed at the centre, then keep it."""
        if self._busy:
            return
        mistakes = missing(self._tr, typed, ASKED)
        self._view.show_failure("")
        self._view.show_mistakes(mistakes)
        if mistakes:
            return
        self._busy = True
        self._view.show_work(self._("Vérification de l’adresse…"))
        context, synchroniser = self._work.context, self._synchroniser

        def job() -> Recognised:
            form = typed.read()
            return move_centre(context, synchroniser, CentreAddress(form.url, form.ca))

        self._work.background.submit(job, self._done, lambda error: self._fail(error, typed))

    def _done(self, known: Recognised) -> None:
        self._end()
        words = self._(
            "L’adresse et le certificat de la ville sont vérifiés et enregistrés. La "
            "synchronisation reprend."
        )
        clock = self._words.clock(known.ahead)
        self._moved(" ".join(part for part in (words, clock) if part))

    def _fail(self, error: Exception, typed: LinkTyped) -> None:
        self._end()
        hitch = self._words.hitch(error, typed, self._work.context.clock.now())
        unchanged = self._("L’adresse et le certificat de la ville n’ont pas changé.")
        if hitch.answer is None:
            self._view.show_failure(f"{hitch.text} {unchanged}")
            return
        self._view.show_unchanged(unchanged)
        self._view.show_mistakes({hitch.answer: hitch.text})

    def _end(self) -> None:
        self._busy = False
        self._view.show_work("")
