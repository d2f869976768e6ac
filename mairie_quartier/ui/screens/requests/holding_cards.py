"""What a request waits for and how it is held: its appointment, and whether it is abusive."""

from mairie_quartier.domain.appointments import Appointment
from mairie_quartier.services.requests import RequestFile
from mairie_quartier.ui.screens.people.words import isolate
from mairie_quartier.ui.screens.requests.abuse_card import AbuseCard
from mairie_quartier.ui.screens.requests.appointment_card import AppointmentCard
from mairie_quartier.ui.screens.requests.presenter import RequestPresenter
from mairie_quartier.ui.theme.tokens import Tone
from mairie_quartier.ui.widgets.badges import Banner
from mairie_quartier.ui.workplace import Workplace


class HoldingCards:
    """Two cards and a banner of the page, each shown where it has something to say."""

    def __init__(self, work: Workplace, presenter: RequestPresenter) -> None:
        self._ = work.tr.gettext
        self._work = work
        self._presenter = presenter
        self.appointment = AppointmentCard(work.tr)
        self.abuse = AbuseCard(work.tr)
        self.banner = Banner("requestHeld")
        self.appointment.fixed.connect(self._fix)
        self.appointment.cancelled.connect(self._cancel)
        self.abuse.held.connect(self._hold)
        self.abuse.released.connect(self._release)

    def show_file(self, file: RequestFile, *, editable: bool, fresh: bool) -> None:
        """Show what is recorded; what is being typed stays, unless another request is shown."""
        holding, today = self._presenter.holding, self._work.context.clock.today()
        self.appointment.setVisible(holding.has_appointment(file))
        self.appointment.show_file(file, today=today, editable=editable, fresh=fresh)
        self.abuse.setVisible(holding.may_hold_abusive(file))
        self.abuse.show_file(file, fresh=fresh)
        reason = file.request.abusive_because
        text = self._("Demande tenue pour abusive\u00a0: {reason}").format(reason=isolate(reason))
        self.banner.say(text if reason else "", Tone.WARNING)

    def _file(self) -> RequestFile | None:
        return self._presenter.shown.file if self._presenter.shown else None

    def _fix(self, typed: Appointment) -> None:
        if (file := self._file()) is not None:
            self._presenter.holding.fix(file, typed)

    def _cancel(self) -> None:
        if (file := self._file()) is not None:
            self._presenter.holding.cancel(file)

    def _hold(self, because: str) -> None:
        file = self._file()
        if file is not None and not self._presenter.holding.hold_for_abusive(file, because):
            self.abuse.say_nir()

    def _release(self) -> None:
        if (file := self._file()) is not None:
            self._presenter.holding.hold_for_ordinary(file)
