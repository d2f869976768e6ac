"""Faces inside a PDF: a subset of each, drawn by glyph, with the letters each glyph stands for.

One code is given to each pair of a glyph and its letters, so that what is read out of the file
is exactly what was set.  Must not choose glyphs.  The same glyphs give the same bytes.
Source: ISO 32000-1, 9.7 (composite fonts), 9.10.3 (ToUnicode); subsets by HarfBuzz.
"""

import struct
from collections.abc import Callable, Iterable, Sequence

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc

from mairie_quartier.documents.fonts import Face
from mairie_quartier.documents.shaping import Glyph

_SURROGATES = 0xD800
_LAYOUT_TABLES = ("GSUB", "GPOS", "GDEF", "BASE", "JSTF", "cmap", "name", "post", "OS/2")
_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_CMAP_FOOT = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
_CHUNK = 100


Show = Callable[["EmbeddedFace", tuple[Glyph, ...], float], str]


class EmbeddedFace:
    """One face of one file, growing as glyphs are drawn."""

    def __init__(self, face: Face, name: str) -> None:
        """Take the name of the font in the file's resources."""
        self.face = face
        self.name = name
        self._codes: dict[tuple[int, str], int] = {}
        self._advances: dict[int, float] = {}
        self._shown: dict[tuple[tuple[Glyph, ...], float], str] = {}

    def code(self, number: int, text: str) -> int:
        """Give the code of a glyph that stands for a text."""
        key = (number, text)
        code = self._codes.get(key)
        if code is None:
            code = self._codes[key] = len(self._codes) + 1
            if code >= _SURROGATES:
                raise OverflowError(self.face.name)
        return code

    def advance(self, number: int) -> float:
        """Give the width of a glyph as the file declares it, in thousandths of the size."""
        known = self._advances.get(number)
        if known is None:
            units = self.face.font.get_glyph_h_advance(number)
            known = self._advances[number] = round(units * 1000 / self.face.units, 2)
        return known

    def once(self, glyphs: tuple[Glyph, ...], size: float, show: Show) -> str:
        """Give how glyphs are shown, written once for words met again."""
        key = (glyphs, size)
        shown = self._shown.get(key)
        if shown is None:
            shown = self._shown[key] = show(self, glyphs, size)
        return shown

    def add_to(self, document: pdfdoc.PDFDocument) -> None:
        """Put the font in the file, once nothing more is drawn with it."""
        numbers = sorted({number for number, _ in self._codes})
        data, places = _subset(self.face.font.face, numbers)
        base = pdfdoc.PDFName(f"{_tag(numbers)}+{self.face.name}")
        file = _stream(document, data)
        file.dictionary["Length1"] = len(data)
        descriptor = self._descriptor(base, document.Reference(file))
        ordered = [number for number, _ in self._codes]
        mapped = b"".join(struct.pack(">H", places[number]) for number in (0, *ordered))
        descendant = self._descendant(base, ordered)
        descendant["FontDescriptor"] = document.Reference(descriptor)
        descendant["CIDToGIDMap"] = document.Reference(_stream(document, mapped))
        letters = _stream(document, _cmap([text for _, text in self._codes]))
        font = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": base,
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant)]),
                "ToUnicode": document.Reference(letters),
            }
        )
        fonts = document.idToObject["BasicFonts"].dict
        fonts[self.name] = document.Reference(font)

    def _descendant(self, base: pdfdoc.PDFName, ordered: list[int]) -> pdfdoc.PDFDictionary:
        """Give the font's glyphs and advances, without what refers to other objects."""
        return pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": base,
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                # Written out here: ReportLab takes long over each number.
                "W": f"[1 [{' '.join(f'{self.advance(one):g}' for one in ordered)}]]",
            }
        )

    def _descriptor(self, base: pdfdoc.PDFName, file: object) -> pdfdoc.PDFDictionary:
        font = self.face.font
        extents = font.get_font_extents("ltr")
        scale = 1000 / self.face.units
        head = font.face.reference_table("head").data
        box = [round(edge * scale) for edge in struct.unpack(">4h", head[36:44])]
        return pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": base,
                "Flags": 4,
                "FontBBox": pdfdoc.PDFArray(box),
                "ItalicAngle": 0,
                "Ascent": round(extents.ascender * scale),
                "Descent": round(extents.descender * scale),
                "CapHeight": 700,
                "StemV": 80,
                "FontFile2": file,
            }
        )


class Embedding:
    """The faces of one file."""

    def __init__(self) -> None:
        self._faces: dict[str, EmbeddedFace] = {}

    def face(self, face: Face) -> EmbeddedFace:
        """Give a face as this file knows it."""
        known = self._faces.get(face.name)
        if known is None:
            known = EmbeddedFace(face, f"G{len(self._faces) + 1}")
            self._faces[face.name] = known
        return known

    def add_to(self, document: pdfdoc.PDFDocument) -> None:
        """Put every face in the file."""
        for each in self._faces.values():
            each.add_to(document)


def _subset(face: hb.Face, numbers: Iterable[int]) -> tuple[bytes, dict[int, int]]:
    """Keep some glyphs; give the file and the new number of each."""
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(set(numbers))
    tables = {int.from_bytes(tag.encode(), "big") for tag in _LAYOUT_TABLES}
    wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(tables)
    wanted.flags = hb.SubsetFlags.NO_LAYOUT_CLOSURE
    plan = hb.SubsetPlan(face, wanted)
    return plan.execute().blob.data, dict(plan.old_to_new_glyph_mapping.items()) | {0: 0}


def _tag(numbers: Sequence[int]) -> str:
    """Name a subset with six capitals, the same for the same glyphs."""
    mixed = 0
    for number in numbers:
        mixed = (mixed * 65599 + number + 1) % 26**6
    letters = ""
    for _ in range(6):
        mixed, letter = divmod(mixed, 26)
        letters += chr(ord("A") + letter)
    return letters


def _stream(document: pdfdoc.PDFDocument, content: bytes) -> pdfdoc.PDFStream:
    stream = pdfdoc.PDFStream(content=content)
    if document.compression:
        stream.filters = [pdfdoc.PDFZCompress]
    return stream


def _cmap(texts: Sequence[str]) -> bytes:
    """Write what each code stands for, in order from code 1."""
    parts = [_CMAP_HEAD]
    for start in range(0, len(texts), _CHUNK):
        chunk = texts[start : start + _CHUNK]
        rows = (
            f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>"
            for code, text in enumerate(chunk, start=start + 1)
        )
        parts.append(f"{len(chunk)} beginbfchar\n" + "\n".join(rows) + "\nendbfchar\n")
    return "".join([*parts, _CMAP_FOOT]).encode("ascii")
