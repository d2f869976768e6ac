"""The words of each paper as a reader program extracts them, one text file a paper.

``python -m tests.documents.golden`` writes them anew: read the difference before keeping it.
"""

from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from mairie_quartier.documents.press import Pdf

FOLDER = Path(__file__).parent
PAGE_END = "\n-- page --\n"


def extracted(pdf: Pdf) -> str:
    """Give the words of every page, in reading order."""
    pages = PdfReader(BytesIO(pdf.data)).pages
    texts = ["\n".join(map(str.rstrip, page.extract_text().splitlines())) for page in pages]
    return PAGE_END.join(texts) + "\n"


def golden(name: str) -> Path:
    """Give the file that holds the words of a paper."""
    return FOLDER / f"{name}.txt"
