"""Read and keep the city's settings and this office's lines; show what they make.  Qt-free."""

from dataclasses import dataclass, replace
from typing import Protocol

from mairie_quartier.domain.agents import Office
from mairie_quartier.domain.logos import Logo
from mairie_quartier.domain.papers import PaperOrder
from mairie_quartier.domain.receipt_content import Mention, ReceiptContent
from mairie_quartier.domain.receipts import IncompleteAcknowledgement
from mairie_quartier.jobs.latest import LatestOnly
from mairie_quartier.services.offices import read_office, save_office
from mairie_quartier.services.sample_papers import SampleKind, SampleWish, compose_sample
from mairie_quartier.services.settings import (
    CitySettings,
    change_city,
    change_city_logo,
    read_city,
    read_city_logo,
)
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
    interpreter_billing: str
    office_name: str
    office_address: str
    office_phone: str
    office_email: str


class CityView(Protocol):
    """What the section shows."""

    def show_form(self, form: CityForm, logo: Logo | None) -> None:
        """Fill every field."""
        ...

    def show_paper(self, data: bytes) -> None:
        """Show what the settings make."""
        ...

    def show_missing(self, mentions: tuple[Mention, ...]) -> None:
        """Say that the paper cannot be made: these lines are missing."""
        ...


@dataclass(frozen=True, slots=True)
class _Sample:
    """What to draw: the settings as typed, and the logo chosen so far."""

    wish: SampleWish
    logo: Logo | None


class CityPresenter:
    """Between the section and the services."""

    def __init__(self, work: Workplace, view: CityView) -> None:
        self._ = work.tr.gettext
        self._work = work
        self._view = view
        self._city = CitySettings()
        self._office = work.context.office
        self._logo: Logo | None = None
        self._samples = LatestOnly[_Sample, bytes | tuple[Mention, ...]](
            work.lane, self._draw, show=self._show_sample, failed=work.navigator.failed
        )

    def load(self) -> None:
        """Read what is kept."""
        context = self._work.context
        self._work.lane.submit(
            lambda: (read_city(context), read_office(context), read_city_logo(context)),
            self._show,
            self._work.navigator.failed,
        )

    def save(self, form: CityForm, logo: Logo | None) -> None:
        """Keep the form; papers issued before keep their words."""
        context, city, office = self._work.context, self._new_city(form), self._new_office(form)
        kept = self._logo

        def job() -> frozenset[str]:
            changed = change_city(context, city) | save_office(context, office)
            return changed if logo == kept else changed | change_city_logo(context, logo)

        self._work.lane.submit(job, self._saved, self._work.navigator.failed)

    def preview(self, form: CityForm, logo: Logo | None, kind: SampleKind) -> None:
        """Show a paper as the form would make it; the latest form only."""
        wish = SampleWish(self._new_city(form), self._new_office(form), kind)
        self._samples.ask(_Sample(wish, logo))

    def _draw(self, sample: _Sample) -> bytes | tuple[Mention, ...]:
        """Draw with the logo chosen so far, then put back the one that is kept."""
        context, press = self._work.context, self._work.press
        try:
            content = compose_sample(context, sample.wish)
        except IncompleteAcknowledgement as fault:
            return fault.mentions
        press.wear(sample.logo)
        try:
            if isinstance(content, ReceiptContent):
                return press.receipt(content, PaperOrder()).data
            return press.office_paper(content).data
        finally:
            press.wear(read_city_logo(context))

    def _show_sample(self, _asked: _Sample, drawn: bytes | tuple[Mention, ...]) -> None:
        if isinstance(drawn, bytes):
            self._view.show_paper(drawn)
        else:
            self._view.show_missing(drawn)

    def _show(self, found: tuple[CitySettings, Office, Logo | None]) -> None:
        self._city, self._office, self._logo = city, office, logo = found
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
                interpreter_billing=city.interpreter_billing,
                office_name=office.name,
                office_address=office.address,
                office_phone=office.phone,
                office_email=office.email,
            ),
            logo,
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
            interpreter_billing=form.interpreter_billing.strip(),
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
