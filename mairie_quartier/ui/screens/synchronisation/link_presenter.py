"""Link a PC that was set up alone to the city.  Qt-free.

The address is checked before the code is given to it, since a code serves once.  What was typed
stays in the form until the PC is linked.  Nothing here touches what was recorded.
"""

from collections.abc import Callable, Mapping
from typing import Protocol

from mairie_quartier.domain.permissions import Act, may
from mairie_quartier.domain.synchronising import EnrolForm, Greeting
from mairie_quartier.services.sync_ports import Synchroniser
from mairie_quartier.services.synchronisation import check_centre, link_desk
from mairie_quartier.ui.linking.answers import LinkAnswer, LinkTyped, missing
from mairie_quartier.ui.linking.words import Hitch, LinkWords
from mairie_quartier.ui.workplace import Workplace


class LinkView(Protocol):
    """The card of the linking."""

    def show_mistakes(self, mistakes: Mapping[LinkAnswer, str]) -> None:
        """Say what to put right, by field; empty when nothing."""
        ...

    def show_failure(self, words: str) -> None:
        """Say what went wrong; empty when nothing did."""
        ...

    def show_work(self, words: str) -> None:
        """Say that work is under way; empty when it is over."""
        ...


class LinkPresenter:
    """Between the card and the services; ``linked`` is called once the PC is a desk."""

    def __init__(
        self,
        work: Workplace,
        synchroniser: Synchroniser,
        view: LinkView,
        linked: Callable[[str], None],
    ) -> None:
        self._ = work.tr.gettext
        self._tr = work.tr
        self._work = work
        self._synchroniser = synchroniser
        self._view = view
        self._linked = linked
        self._words = LinkWords(work.tr, work.wording)
        self._busy = False

    @property
    def is_offered(self) -> bool:
        """Tell whether this agent may link the PC; invented data never reach the city."""
        return not self.is_demonstration and may(self._work.context.agent.roles, Act.ENROL_DESK)

    @property
    def is_demonstration(self) -> bool:
        """Tell whether what is on this PC was invented."""
        return self._work.context.demonstration

    def link(self, typed: LinkTyped) -> None:
        """Check the address, then give the code."""
        if self._busy:
            return
        mistakes = missing(self._tr, typed)
        self._view.show_failure("")
        self._view.show_mistakes(mistakes)
        if mistakes:
            return
        self._busy = True
        self._view.show_work(self._("Vérification de l’adresse…"))
        synchroniser = self._synchroniser

        def job() -> tuple[EnrolForm, Greeting]:
            form = typed.read()
            return form, check_centre(synchroniser, form.url, form.ca)

        self._work.background.submit(
            job, lambda found: self._enrol(typed, *found), lambda error: self._fail(error, typed)
        )

    def _enrol(self, typed: LinkTyped, form: EnrolForm, greeting: Greeting) -> None:
        self._view.show_work(self._("Raccordement de ce poste à la ville…"))
        context, synchroniser = self._work.context, self._synchroniser

        def done(city: str) -> None:
            self._end()
            words = self._("Ce poste est relié à {city}.").format(city=city)
            clock = self._words.clock(greeting.ahead)
            self._linked(" ".join(part for part in (words, clock) if part))

        def failed(error: Exception) -> None:
            hitch = self._hitch(error, typed)
            self._say(self._words.after_the_code(error, hitch))

        self._work.background.submit(lambda: link_desk(context, synchroniser, form), done, failed)

    def _fail(self, error: Exception, typed: LinkTyped) -> None:
        self._say(self._hitch(error, typed))

    def _hitch(self, error: Exception, typed: LinkTyped) -> Hitch:
        return self._words.hitch(error, typed, self._work.context.clock.now())

    def _say(self, hitch: Hitch) -> None:
        self._end()
        if hitch.answer is None:
            self._view.show_failure(hitch.text)
        else:
            self._view.show_mistakes({hitch.answer: hitch.text})

    def _end(self) -> None:
        self._busy = False
        self._view.show_work("")
