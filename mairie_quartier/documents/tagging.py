"""The structure of a file for assistive technology: headings, paragraphs, each part's language.

What is only decoration is an artifact and is passed over.  Must not draw nor word anything.
ReportLab writes pages but knows no structure: the tree is added here.
Source: ISO 32000-1, 14.6 (marked content), 14.7 (logical structure), 14.8 (tagged PDF).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

Refer = Callable[[pdfdoc.PDFObject], pdfdoc.PDFObject]


class Tag(StrEnum):
    """What a piece of the page is."""

    HEADING = "H1"
    SUBHEADING = "H2"
    PARAGRAPH = "P"


class Tags:
    """Marks what is drawn on one canvas, and remembers the tree; ``finish`` before it is saved."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._document = pdfdoc.PDFDictionary({"Type": "/StructElem", "S": "/Document"})
        self._parts: list[tuple[pdfdoc.PDFDictionary, list[pdfdoc.PDFObject]]] = []
        self._pages: list[list[pdfdoc.PDFDictionary]] = [[]]

    def begin_part(self, language: str) -> None:
        """Begin what is in one language (BCP 47)."""
        part = pdfdoc.PDFDictionary(
            {"Type": "/StructElem", "S": "/Part", "Lang": pdfdoc.PDFString(language)}
        )
        self._parts.append((part, []))

    @contextmanager
    def content(self, tag: Tag) -> Iterator[None]:
        """Mark what is drawn meanwhile as content of the current part."""
        elements = self._pages[-1]
        self._canvas.addLiteral(f"/{tag} <</MCID {len(elements)}>> BDC")
        yield
        self._canvas.addLiteral("EMC")
        element = pdfdoc.PDFDictionary({"Type": "/StructElem", "S": f"/{tag}", "K": len(elements)})
        elements.append(element)
        self._parts[-1][1].append(element)

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Mark what is drawn meanwhile as decoration."""
        self._canvas.addLiteral("/Artifact BMC")
        yield
        self._canvas.addLiteral("EMC")

    def turn(self) -> None:
        """Go on to the next page."""
        self._pages.append([])

    def finish(self) -> None:
        """Put the tree in the file."""
        # ReportLab has no other way to hand structure to its document.
        document = self._canvas._doc
        refer = document.Reference
        for part, elements in self._parts:
            part["P"] = refer(self._document)
            part["K"] = pdfdoc.PDFArray([refer(element) for element in elements])
            for element in elements:
                element["P"] = refer(part)
        rows: list[object] = []
        for rank, page in enumerate(document.Pages.pages):
            # Page dictionaries name the keys they write: these two are not among them.
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents, page.Tabs = rank, pdfdoc.PDFName("S")
            for element in self._pages[rank]:
                element["Pg"] = refer(page)
            rows += [rank, pdfdoc.PDFArray([refer(each) for each in self._pages[rank]])]
        self._root(refer, rows)

    def _root(self, refer: Refer, rows: list[object]) -> None:
        parts = pdfdoc.PDFArray([refer(part) for part, _elements in self._parts])
        self._document["K"] = parts
        numbers = pdfdoc.PDFDictionary({"Nums": pdfdoc.PDFArray(rows)})
        root = pdfdoc.PDFDictionary(
            {
                "Type": "/StructTreeRoot",
                "K": refer(self._document),
                "ParentTree": refer(numbers),
                "ParentTreeNextKey": len(self._pages),
            }
        )
        self._document["P"] = refer(root)
        catalog = self._canvas._doc.Catalog
        catalog.StructTreeRoot = root
        catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
