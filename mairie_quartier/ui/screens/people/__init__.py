"""People: the list, one person's file, and the merge of two files."""

from mairie_quartier.ui.screens.people.person_view import PersonScreen
from mairie_quartier.ui.screens.people.view import PeopleScreen

__all__ = ["PeopleScreen", "PersonScreen"]
