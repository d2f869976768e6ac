"""Lines to fill in by hand, and the code inside a slip."""

import segno

from mairie_quartier.documents.office.form_lines import Blank, FormLine, Text, Tick, qr_marks
from mairie_quartier.documents.sheet import Mark, MarkKind, Row
from mairie_quartier.documents.typography import Style
from tests.documents.office.drawing import typesetter
from tests.domain.office_facts import referral

STYLE = Style(10, 17)
WIDTH = 400.0


def set_line(*items: Text | Tick | Blank) -> list[Row]:
    return FormLine(typesetter(), STYLE, x=20, width=WIDTH).rows(items)


def blanks(rows: list[Row]) -> list[Mark]:
    return [mark for row in rows for mark in row.marks if mark.kind is MarkKind.RULE]


def test_last_blank_takes_the_rest_of_the_line() -> None:
    (row,) = set_line(Text("Remarque"), Blank())

    (blank,) = row.marks
    assert blank.x + blank.width == 20 + WIDTH


def test_items_that_do_not_fit_go_on_below() -> None:
    rows = set_line(*(Tick(f"Une réponse possible {rank}") for rank in range(9)))

    assert len(rows) > 1
    for row in rows:
        ends = [words.x + words.line.width for words in row.words]
        assert max(ends) <= 20 + WIDTH
        starts = [mark.x for mark in row.marks]
        assert starts == sorted(starts)


def test_blank_never_covers_words() -> None:
    rows = set_line(Text("Rendez-vous le"), Blank(90), Text("à"), Blank(60), Text("avec"), Blank())

    (row,) = rows
    for blank in blanks(rows):
        for words in row.words:
            apart = words.x + words.line.width <= blank.x or words.x >= blank.x + blank.width
            assert apart


def test_long_words_of_a_box_stay_beside_it() -> None:
    rows = set_line(Tick("Court"), Tick("Un libellé très long " * 8), Tick("Après"))

    boxes = [mark for row in rows for mark in row.marks if mark.kind is MarkKind.EMPTY_BOX]
    assert len(boxes) == 3
    assert rows[1].words[0].x > boxes[1].x


def test_box_known_to_the_program_is_ticked() -> None:
    (row,) = set_line(Tick("Tout de suite", ticked=True), Tick("Sans urgence"))

    assert [mark.kind for mark in row.marks] == [MarkKind.TICKED_BOX, MarkKind.EMPTY_BOX]


def test_code_of_a_slip_is_the_number_module_by_module() -> None:
    number, side = referral().reference, 60.0
    wanted = segno.make(number, error="m", micro=False, boost_error=False).matrix
    module = side / len(wanted)

    marks = qr_marks(number, x=5, drop=7, side=side)

    def dark(row: int, column: int) -> bool:
        x, y = 5 + (column + 0.5) * module, 7 + (row + 0.5) * module
        return any(
            mark.x <= x <= mark.x + mark.width and mark.drop <= y <= mark.drop + mark.height
            for mark in marks
        )

    drawn = [
        [int(dark(row, column)) for column in range(len(wanted))] for row in range(len(wanted))
    ]
    assert drawn == [[int(value) for value in row] for row in wanted]
