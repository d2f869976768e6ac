"""The appointment of a request, and whether it is held for abusive.  Qt-free."""

from collections.abc import Callable

from mairie_quartier.domain.appointments import Appointment, appointment_of
from mairie_quartier.domain.nir import looks_like_nir
from mairie_quartier.domain.permissions import Act, may
from mairie_quartier.domain.requests import Outcome
from mairie_quartier.services import appointments, requests
from mairie_quartier.services.requests import RequestFile
from mairie_quartier.ui.workplace import Workplace

Save = Callable[[Callable[[], frozenset[str]], str], None]


class HoldingPresenter:
    """Saves what is said of an appointment, and of an abusive request.

    ``save`` runs a job on the lane and tells the agent what was saved, with its undo.
    """

    def __init__(self, work: Workplace, save: Save) -> None:
        self._work = work
        self._ = work.tr.gettext
        self._save = save

    def has_appointment(self, file: RequestFile) -> bool:
        """Tell whether the request is one of those that wait for their day."""
        return (
            file.request.outcome is Outcome.APPOINTMENT or appointment_of(file.request) is not None
        )

    def may_hold_abusive(self, file: RequestFile) -> bool:
        """Tell whether this agent may hold this request for abusive: a file handed in to us."""
        allowed = may(self._work.context.agent.roles, Act.HOLD_ABUSIVE)
        return (
            allowed and file.ruling is not None and file.ruling.ours and bool(file.ruling.silence)
        )

    def fix(self, file: RequestFile, typed: Appointment) -> None:
        """Fix or move the appointment."""
        known = appointment_of(file.request)
        if typed == known:
            return
        text = self._("Rendez-vous déplacé.") if known else self._("Rendez-vous enregistré.")
        context, key = self._work.context, file.request.id
        self._save(lambda: appointments.fix_appointment(context, key, typed), text)

    def cancel(self, file: RequestFile) -> None:
        """Take the appointment back."""
        context, key = self._work.context, file.request.id
        text = self._("Rendez-vous annulé. La demande reste ouverte.")
        self._save(lambda: appointments.cancel_appointment(context, key), text)

    def hold_for_abusive(self, file: RequestFile, because: str) -> bool:
        """Hold the request for abusive; False where the reason looks like a NIR, not kept."""
        if looks_like_nir(because):
            return False
        context, key = self._work.context, file.request.id
        text = self._("La demande est tenue pour abusive\u00a0: aucun accusé n’est dû.")
        self._save(lambda: requests.hold_for_abusive(context, key, because), text)
        return True

    def hold_for_ordinary(self, file: RequestFile) -> None:
        """Take that back."""
        context, key = self._work.context, file.request.id
        text = self._("La demande n’est plus tenue pour abusive.")
        self._save(lambda: requests.hold_for_ordinary(context, key), text)
