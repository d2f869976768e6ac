"""Pages: nothing lost, nothing out of order, no lone line, blocks kept together."""

from hypothesis import given
from hypothesis import strategies as st

from mairie_quartier.documents.sheet import LONE_LINES, Block, Row, Stack

PAGE = 100.0
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
