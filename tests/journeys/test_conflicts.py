"""From the synchronisation to a value settled, and back, in the program as it runs."""

from PySide6.QtWidgets import QPushButton, QWidget

from mairie_quartier.domain.conflicts import Conflict, ConflictId
from mairie_quartier.domain.identifiers import new_id
from mairie_quartier.services import people
from mairie_quartier.services.listings import Page
from mairie_quartier.services.people import list_people
from tests.journeys.pc import Pc
from tests.ui.screens.workplaces import plain


def dispute(pc: Pc) -> tuple[str, str]:
    """Have the centre find two telephones for a person; give the name and the other number."""
    context = pc.context
    line = list_people(context, Page(size=1))[0]
    phone = people.reread_person(context, line.id).person.phone
    conflict = Conflict(
        id=ConflictId(new_id()), office_id=context.office.id, word="person", record_id=line.id,
        field="phone", kept=f'"{phone}"', other='"07 55 00 00 02"', kept_by=None, kept_at=None,
        kept_place="Guichet 1", other_by=None, other_at=None, other_place="Guichet 2",
        other_desk=new_id(),
    )  # fmt: skip
    with context.open() as unit:
        unit.conflicts.add(conflict)
        unit.commit()
    return line.family_name, "07 55 00 00 02"


def test_a_value_is_settled_from_the_synchronisation_and_undone(pc: Pc) -> None:
    name, other = dispute(pc)
    session = pc.program.session
    assert session is not None
    session.spread(frozenset({"conflict"}))  # as after a sync
    pc.press("F9")
    assert "1 valeur à départager" in plain(pc.words)
    (button,) = pc.shown(QPushButton, "openConflicts")
    button.setFocus()
    pc.press("Return")
    (listed,) = pc.lists("conflicts")
    assert name in plain(listed.lines()[0].title)
    pc.press("2")
    found = list_people(pc.context, Page(size=1))[0]
    assert people.reread_person(pc.context, found.id).person.phone == other
    assert pc.shown(QWidget, "conflicts") == []
    pc.press("Ctrl+Z")
    (again,) = pc.lists("conflicts")
    assert len(again.lines()) == 1
    pc.press("Alt+Left")
    assert pc.shown(QPushButton, "openConflicts")
