"""Text on paper: cleaned, split by script, shaped, broken into lines, ordered for the eye."""

from mairie_quartier.documents.typography.lines import Line, PaperFault, PaperWarning, Run, Style
from mairie_quartier.documents.typography.setter import Typesetter

__all__ = [
    "Line",
    "PaperFault",
    "PaperWarning",
    "Run",
    "Style",
    "Typesetter",
]
