"""Pages: nothing lost, nothing out of order, no lone line, blocks kept together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mairie_quartier import paths
from mairie_quartier.documents.fonts import FontShelf
from mairie_quartier.documents.sheet import (
    LONE_LINES,
    Block,
    Column,
    Mark,
    MarkKind,
    Row,
    Stack,
    Words,
    barred,
    beside,
    mirrored,
)
from mairie_quartier.documents.sheet import stacked as filled
from mairie_quartier.documents.typography import Line, Style, Typesetter

PAGE = 100.0
WORDS = Words(Line((), 0.0), 10.0, 0.0, 10.0)
BLOCKS = st.lists(
    st.builds(
        lambda count, gap: Block(tuple(Row(10.0) for _ in range(count)), gap),
        st.integers(1, 35),
        st.floats(0, 20),
    ),
    min_size=1,
    max_size=12,
)


def stacked(blocks: list[Block], first_height: float = 60.0) -> Stack:
    stack = Stack(PAGE, first_height=first_height)
    for block in blocks:
        stack.add(block)
    return stack


@given(BLOCKS)
def test_every_row_is_placed_once_in_order_and_inside_the_page(blocks: list[Block]) -> None:
    pages = stacked(blocks).pages()
    placed = [placed for page in pages for placed in page]
    assert [id(each.row) for each in placed] == [id(row) for block in blocks for row in block.rows]
    assert all(each.top + each.row.height <= PAGE + 0.1 for each in placed)
    for page in pages:
        assert [each.top for each in page] == sorted(each.top for each in page)


@given(BLOCKS)
def test_a_block_that_a_page_can_hold_is_never_split(blocks: list[Block]) -> None:
    pages = stacked(blocks).pages()
    page_of = {id(each.row): rank for rank, page in enumerate(pages) for each in page}
    for block in blocks:
        if block.height <= PAGE:
            assert len({page_of[id(row)] for row in block.rows}) == 1


@given(st.integers(11, 60), st.integers(0, 9))
def test_a_long_block_leaves_no_lone_line(lines: int, before: int) -> None:
    blocks = [Block((Row(10.0),)) for _ in range(before)]
    blocks.append(Block(tuple(Row(10.0) for _ in range(lines))))
    pages = stacked(blocks, first_height=PAGE).pages()
    rows = {id(row) for row in blocks[-1].rows}
    counts = [sum(id(each.row) in rows for each in page) for page in pages]
    assert all(count == 0 or count >= LONE_LINES for count in counts)


def test_a_gap_is_not_left_at_the_top_of_a_page() -> None:
    full = Block(tuple(Row(10.0) for _ in range(10)))
    pages = stacked([full, Block((Row(10.0),), gap=15.0)], first_height=PAGE).pages()
    assert [page[0].top for page in pages] == [0.0, 0.0]


def test_a_block_may_ask_for_a_new_page() -> None:
    blocks = [Block((Row(10.0),)), Block((Row(10.0),), new_page=True)]
    assert [len(page) for page in stacked(blocks).pages()] == [1, 1]


def test_a_mirrored_strip_has_its_labels_boxes_and_bars_at_the_right() -> None:
    setter = Typesetter(FontShelf(paths.resources() / "fonts"), language="fa-AF", rtl=True)
    style = Style(10, 14)
    labels = Column(setter, x=0.0, width=80.0).text("شخص", style)
    values = Column(setter, x=100.0, width=200.0).boxed("Aminata", style, MarkKind.EMPTY_BOX)
    (laid,) = barred(beside(labels, values), x=0.0, width=3.0)

    (row,) = mirrored([laid], width=300.0)

    label, value = row.words
    assert label.x + label.line.width == pytest.approx(300.0)
    box, bar = row.marks
    assert value.x + value.line.width < box.x < label.x
    assert bar.x + bar.width == 300.0
    (again,) = mirrored([row], width=300.0)
    assert [each.x for each in again.words] == pytest.approx([each.x for each in laid.words])


def test_a_strip_beside_another_is_mirrored_in_its_own_width() -> None:
    mark = Mark(MarkKind.BAR, 210.0, 0.0, 3.0, 10.0)
    (row,) = mirrored([Row(10.0, marks=(mark,))], x=200.0, width=100.0)
    assert row.marks[0].x == 287.0


SMALL_PRINT = Block((Row(10.0), Row(10.0)), gap=8.0, closing=True)


def lines(count: int, gap: float) -> Block:
    """Give a block of lines with words, and a narrow strip under them."""
    return Block((*(Row(10.0, (WORDS,)) for _ in range(count)), Row(4.0)), gap)


def test_small_print_is_not_carried_over_where_a_little_less_room_is_enough() -> None:
    blocks = [lines(2, 6.0), lines(2, 6.0), lines(2, 6.0), SMALL_PRINT]

    assert len(stacked(blocks, PAGE).pages()) == 2
    (page,) = filled(blocks, PAGE, first_height=PAGE)

    assert len(page) == sum(len(block.rows) for block in blocks)
    assert page[-1].top + page[-1].row.height <= PAGE + 0.1


def test_what_cannot_be_spared_stays_as_it_was() -> None:
    blocks = [lines(9, 6.0), SMALL_PRINT]

    assert filled(blocks, PAGE, first_height=PAGE) == stacked(blocks, PAGE).pages()


def test_room_to_write_in_is_never_taken() -> None:
    room = Block((Row(10.0, (WORDS,)), Row(22.0)), 6.0)
    blocks = [room, room, lines(1, 6.0), SMALL_PRINT]

    placed = [each.row.height for page in filled(blocks, PAGE, first_height=PAGE) for each in page]

    assert placed.count(22.0) == 2


@given(BLOCKS)
def test_without_small_print_pages_are_filled_as_ever(blocks: list[Block]) -> None:
    assert filled(blocks, PAGE, first_height=60.0) == stacked(blocks).pages()


def test_a_long_label_leaves_no_hole_between_its_values() -> None:
    line = Row(14.0, (WORDS,))
    rows = beside([line, line, line], [line, Row(1.5), line])

    assert [row.height for row in rows] == [14.0, 1.5, 14.0, 14.0]
    assert [len(row.words) for row in rows] == [2, 0, 2, 1]
