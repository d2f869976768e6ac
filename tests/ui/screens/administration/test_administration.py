"""The administration screen over a real store, by keyboard where a hand would."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mairie_quartier.domain.agents import Role
from mairie_quartier.domain.catalogue import DemarcheCode, Origin
from mairie_quartier.domain.receipt_content import ReceiptContent
from mairie_quartier.services.agents import list_agents
from mairie_quartier.services.catalogue import CatalogueShelf
from mairie_quartier.services.ports import KeptBackup
from mairie_quartier.services.registers import ImportMode
from mairie_quartier.services.sessions import lock, log_in
from mairie_quartier.services.settings import read_city
from mairie_quartier.store.registers import read_register
from mairie_quartier.ui.screens.administration import AdministrationScreen
from mairie_quartier.ui.screens.administration.agents import AgentsSection
from mairie_quartier.ui.screens.administration.audit import AuditSection
from mairie_quartier.ui.screens.administration.backups import BackupsSection
from mairie_quartier.ui.screens.administration.catalogue import CatalogueSection
from mairie_quartier.ui.screens.administration.catalogue_presenter import form_of
from mairie_quartier.ui.screens.administration.city import CitySection
from mairie_quartier.ui.screens.administration.registers import RegisterSection
from tests.builders import need, shipped_catalogue
from tests.ui.screens.workplaces import Place, make_place

PASSPHRASE = "Sept-Grands-Chats-Bleus-7"
MADE_AT = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)


class KeeperOfOne:
    """Keeps one backup and notes what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def back_up(self, progress: object = None) -> KeptBackup:
        self.asked.append("back_up")
        return KeptBackup(Path("new.zip"), MADE_AT)

    def backups(self) -> tuple[KeptBackup, ...]:
        return (KeptBackup(Path("old.zip"), MADE_AT),)

    def restore(self, bundle: Path) -> Path | None:
        self.asked.append(f"restore {bundle}")
        return Path("aside")

    def check(self) -> bool:
        self.asked.append("check")
        return True


def press_enter(widget: QWidget) -> None:
    QTest.keyClick(widget, Qt.Key.Key_Return)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    made = make_place(tmp_path)
    made.work = replace(made.work, keeper=KeeperOfOne(), read_register=read_register)
    return made


def test_each_role_sees_its_own_sections(place: Place, qtbot: QtBot) -> None:
    everything = AdministrationScreen(place.as_roles(*Role))
    dpo = AdministrationScreen(place.as_roles(Role.DPO))
    for screen in (everything, dpo):
        qtbot.addWidget(screen)

    assert everything.tabs.count() == 7
    assert [dpo.tabs.tabText(at) for at in range(dpo.tabs.count())] == ["Journal"]


def test_city_form_is_kept_and_printed_on_the_next_paper(place: Place, qtbot: QtBot) -> None:
    section = CitySection(place.work)
    qtbot.addWidget(section)

    section.city.setText("Ville-Exemple")
    section.office_phone.setText("05 36 49 00 01")
    section.save_button.click()

    assert read_city(place.desk.context).city == "Ville-Exemple"
    (receipt,) = place.register(need()).receipts
    content = ReceiptContent.from_json(receipt.content)
    assert content.letterhead.city == "Ville-Exemple"
    assert content.place.phone == "05 36 49 00 01"


def test_new_agent_can_log_in_with_the_password_given(place: Place, qtbot: QtBot) -> None:
    section = AgentsSection(place.work)
    qtbot.addWidget(section)

    section.new_button.click()
    for edit, text in (
        (section.first_name, "Zoé"),
        (section.last_name, "Nguyễn"),
        (section.login, "zoe"),
        (section.password, PASSPHRASE),
    ):
        edit.setText(text)
    section.roles[Role.RECEPTION].setChecked(True)
    section.save_button.click()

    assert ("done", "Agent enregistré") in place.calls
    lock(place.desk.entrance, place.desk.context)
    assert log_in(place.desk.entrance, "zoe", PASSPHRASE).agent.first_name == "Zoé"


@pytest.mark.parametrize(
    ("password", "told"), [("", "premier mot de passe"), ("facile", "trop facile")]
)
def test_agent_without_a_strong_password_is_not_written(
    place: Place, qtbot: QtBot, password: str, told: str
) -> None:
    section = AgentsSection(place.work)
    qtbot.addWidget(section)

    section.new_button.click()
    section.first_name.setText("Zoé")
    section.login.setText("zoe")
    section.password.setText(password)
    section.roles[Role.RECEPTION].setChecked(True)
    section.save_button.click()

    assert told in section.password_field.error.text()
    assert len(list_agents(place.desk.context)) == 1


def test_changed_entry_of_the_catalogue_is_used_and_survives(place: Place, qtbot: QtBot) -> None:
    section = CatalogueSection(place.work)
    qtbot.addWidget(section)

    section.search.setText("rsa")
    section.list.setCurrentRow(0)
    section.label.setText("RSA, version de la ville")
    section.save_button.click()

    code = DemarcheCode(section.code.text())
    changed = place.desk.context.catalogue().get(code)
    assert (changed.label, changed.origin) == ("RSA, version de la ville", Origin.LOCAL)
    shelf = CatalogueShelf(shipped_catalogue)
    with place.desk.context.open() as unit:
        shelf.read(unit)
    assert shelf.get().get(code).label == "RSA, version de la ville"


def test_new_entry_is_found_by_its_words(place: Place, qtbot: QtBot) -> None:
    section = CatalogueSection(place.work)
    qtbot.addWidget(section)

    section.new_button.click()
    section.code.setText("velo-cargo")
    section.label.setText("Prêt de vélo cargo")
    section.plain_label.setText("Emprunter un grand vélo")
    section.synonyms.setText("triporteur, remorque")
    section.body_name.setText("Maison du vélo")
    section.save_button.click()

    found = place.desk.context.catalogue().search("triporteur")
    assert [entry.code for entry in found][:1] == ["velo-cargo"]


def test_unsourced_rule_is_refused_in_words(place: Place, qtbot: QtBot) -> None:
    section = CatalogueSection(place.work)
    qtbot.addWidget(section)
    before = place.desk.context.catalogue().get(DemarcheCode(section.code.text()))

    section.regime.setCurrentIndex(0)
    section.delay_amount.setValue(2)
    section.rule_source.clear()
    section.save_button.click()

    assert not section.problems.isHidden()
    assert "source" in section.problems.text()
    assert place.desk.context.catalogue().get(before.code) == before


def test_form_of_every_shipped_entry_reads_back_unchanged(place: Place, qtbot: QtBot) -> None:
    section = CatalogueSection(place.work)
    qtbot.addWidget(section)

    for at, entry in enumerate(section._entries):
        section.list.setCurrentRow(at)
        assert section._read_form().pieces[: len(entry.pieces)] == form_of(entry).pieces
        assert replace(section._read_form(), pieces=()) == replace(form_of(entry), pieces=())


def test_backups_are_listed_made_and_checked(place: Place, qtbot: QtBot) -> None:
    section = BackupsSection(place.work)
    qtbot.addWidget(section)
    assert "22 novembre 2026" in section.list.item(0).text()

    press_enter(section.make)
    press_enter(section.check)

    assert place.work.keeper.asked == ["back_up", "check"]  # type: ignore[attr-defined]
    assert ("done", "Les données sont en bon état.") in place.calls


def test_register_is_tried_before_it_is_written(place: Place, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "registre.csv"
    file.write_bytes(
        "Date;Nom;Prénom;Démarche\n12/03/2024;Traoré;Aminata;rsa\n30/02/2024;X;Y;rsa\n".encode(
            "cp1252"
        )
    )
    section = RegisterSection(place.work)
    qtbot.addWidget(section)

    section._presenter.choose(file)
    section.try_button.click()

    assert "1 ligne" in section.summary.text()
    line = section.report.item(0, 0)
    assert line is not None
    assert line.text() == "3"
    section._presenter.write(ImportMode.ALL_OR_NOTHING)
    assert section.fault.text()
    section._presenter.write(ImportMode.ACCEPTED_ONLY)
    assert ("saved", "1 passage repris.") in place.calls


def test_file_that_is_no_register_is_told_in_words(
    place: Place, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "image.csv"
    file.write_bytes(bytes(range(256)) * 50)
    section = RegisterSection(place.work)
    qtbot.addWidget(section)

    section._presenter.choose(file)

    assert section.fault.text()
    assert section.columns_part.isHidden()


def test_trail_shows_who_did_what(place: Place, qtbot: QtBot) -> None:
    place.register(need())
    section = AuditSection(place.work)
    qtbot.addWidget(section)

    shown = [
        section.model.index(at, side).data()
        for at in range(section.model.rowCount())
        for side in range(section.model.columnCount())
    ]
    assert "Passage" in shown
    assert "Création" in shown
    assert "Awa Diop" in shown
