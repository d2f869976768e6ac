"""Read and keep the city's settings and this office's lines.  Qt-free."""

from dataclasses import dataclass, replace
from typing import Protocol

from mairie_quartier.domain.agents import Office
from mairie_quartier.services.offices import read_office, save_office
from mairie_quartier.services.settings import CitySettings, change_city, read_city
from mairie_quartier.ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class CityForm:
    """The fields as typed; several lines are parted by line breaks."""

    city: str
    letterhead: str
    website: str
    data_notice: str
    dpo_contact: str
    appeal_routes: str
    pieces_delay_days: int
    ccas_delegation: bool
    office_name: str
    office_address: str
    office_phone: str
    office_email: str


class CityView(Protocol):
    """What the section shows."""

    def show_form(self, form: CityForm) -> None:
        """Fill every field."""
        ...


class CityPresenter:
    """Between the section and the services."""

    def __init__(self, work: Workplace, view: CityView) -> None:
        self._ = work.tr.gettext
        self._work = work
        self._view = view
        self._city = CitySettings()
        self._office = work.context.office

    def load(self) -> None:
        """Read what is kept."""
        context = self._work.context
        self._work.lane.submit(
            lambda: (read_city(context), read_office(context)),
            self._show,
            self._work.navigator.failed,
        )

    def save(self, form: CityForm) -> None:
        """Keep the form; papers issued before are not changed."""
        context, city, office = self._work.context, self._new_city(form), self._new_office(form)
        self._work.lane.submit(
            lambda: change_city(context, city) | save_office(context, office),
            self._saved,
            self._work.navigator.failed,
        )

    def _show(self, found: tuple[CitySettings, Office]) -> None:
        self._city, self._office = city, office = found
        self._view.show_form(
            CityForm(
                city=city.city,
                letterhead="\n".join(city.letterhead),
                website=city.website,
                data_notice=city.data_notice,
                dpo_contact=city.dpo_contact,
                appeal_routes="\n".join(city.appeal_routes),
                pieces_delay_days=city.pieces_delay_days,
                ccas_delegation=city.ccas_delegation,
                office_name=office.name,
                office_address=office.address,
                office_phone=office.phone,
                office_email=office.email,
            )
        )

    def _saved(self, changed: frozenset[str]) -> None:
        self._work.navigator.saved(self._("Réglages de la ville enregistrés"), changed)
        self.load()

    def _new_city(self, form: CityForm) -> CitySettings:
        return replace(
            self._city,
            city=form.city.strip(),
            letterhead=_lines(form.letterhead),
            website=form.website.strip(),
            data_notice=form.data_notice.strip(),
            dpo_contact=form.dpo_contact.strip(),
            appeal_routes=_lines(form.appeal_routes),
            pieces_delay_days=form.pieces_delay_days,
            ccas_delegation=form.ccas_delegation,
        )

    def _new_office(self, form: CityForm) -> Office:
        return replace(
            self._office,
            name=form.office_name.strip(),
            address=form.office_address.strip(),
            phone=form.office_phone.strip(),
            email=form.office_email.strip(),
        )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
