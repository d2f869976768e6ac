"""The language card: the screen turned to the visitor, who shows which language is spoken."""

from mairie_quartier.ui.screens.language_card.presenter import CardAnswer
from mairie_quartier.ui.screens.language_card.turning import TurnedCard
from mairie_quartier.ui.screens.language_card.view import LanguageCard

__all__ = ["CardAnswer", "LanguageCard", "TurnedCard"]
