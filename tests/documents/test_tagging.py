"""Files are tagged: headings, paragraphs in reading order, the language of each part."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from mairie_quartier.documents.press import PaperPress
from tests.documents.specimens import INCOMPLETE, SEVERAL, languages, new_press


@pytest.fixture(scope="module")
def press() -> PaperPress:
    return new_press()


def dictionary(value: object) -> DictionaryObject:
    assert isinstance(value, DictionaryObject)
    return value


def children(element: DictionaryObject) -> list[DictionaryObject]:
    kids = element["/K"]
    assert isinstance(kids, ArrayObject)
    return [dictionary(kid.get_object()) for kid in kids]


def tree(reader: PdfReader) -> DictionaryObject:
    root = dictionary(reader.root_object["/StructTreeRoot"])
    return dictionary(root["/K"])


def test_each_part_says_its_language(press: PaperPress) -> None:
    reader = PdfReader(BytesIO(press.receipt(INCOMPLETE, languages("prs")).data))

    parts = children(tree(reader))

    assert dictionary(reader.root_object["/MarkInfo"])["/Marked"]
    assert [str(part["/Lang"]) for part in parts] == ["fr", "fa-AF"]


def test_headings_are_headings(press: PaperPress) -> None:
    reader = PdfReader(BytesIO(press.receipt(SEVERAL, languages()).data))

    (part,) = children(tree(reader))

    kinds = [str(element["/S"]) for element in children(part)]
    assert kinds.count("/H1") == 2, "the paper and its simplified page"
    assert kinds.count("/H2") == len(SEVERAL.items)


def test_all_marked_content_belongs_to_the_tree(press: PaperPress) -> None:
    reader = PdfReader(BytesIO(press.receipt(SEVERAL, languages("spa")).data))
    numbers = dictionary(dictionary(reader.root_object["/StructTreeRoot"])["/ParentTree"])["/Nums"]
    assert isinstance(numbers, ArrayObject)

    for rank, page in enumerate(reader.pages):
        contents = page.get_contents()
        assert contents is not None
        marked = re.findall(rb"/MCID (\d+)>> BDC", contents.get_data())
        parents = numbers[2 * rank + 1].get_object()
        assert isinstance(parents, ArrayObject)
        assert str(page["/StructParents"]) == str(rank)
        assert [int(each) for each in marked] == list(range(len(parents)))
        assert contents.get_data().count(b"BDC") + contents.get_data().count(
            b"BMC"
        ) == contents.get_data().count(b"EMC")


def test_label_of_two_lines_is_read_before_what_it_names(press: PaperPress) -> None:
    pages = PdfReader(BytesIO(press.receipt(INCOMPLETE, languages("spa")).data)).pages

    text = re.sub(r"\s+", " ", pages[1].extract_text())

    assert "Documentos que debe traer Carnet de santé" in text
