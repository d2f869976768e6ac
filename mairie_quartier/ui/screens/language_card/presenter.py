"""What the visitor shows on the language card, and what the agent types for them.  Qt-free.

Two digits choose at once; letters lead to the first language whose name begins so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from mairie_quartier.domain.language_card import (
    PosterSheet,
    Tongue,
    card_tongues,
    find_tongue,
    search_tongues,
)
from mairie_quartier.services.ports import PressedPaper
from mairie_quartier.ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class CardAnswer:
    """What the visitor showed: a language or none, and whether they cannot read."""

    code: str | None
    cannot_read: bool = False


class CardView(Protocol):
    """What the presenter asks of the card."""

    def point_at(self, tongue: Tongue) -> None:
        """Put the focus on a language."""
        ...

    def show_typed(self, typed: str, tongue: Tongue | None) -> None:
        """Show what the agent typed, and the language it leads to."""
        ...

    def leave(self, answer: CardAnswer | None) -> None:
        """Put the card away; no answer when nothing was shown."""
        ...


class CardPresenter:
    """Leads from a touch or a key to a language."""

    def __init__(self, view: CardView) -> None:
        self._view = view
        self._typed = ""
        self.cannot_read = False

    def start(self, code: str | None) -> None:
        """Begin anew, at the language already known."""
        self._typed = ""
        self.cannot_read = False
        self._view.show_typed("", None)
        self._view.point_at(find_tongue(code) or card_tongues()[0])

    def choose(self, tongue: Tongue) -> None:
        """Take a language."""
        self._view.leave(CardAnswer(tongue.code, self.cannot_read))

    def give_up(self) -> None:
        """Leave without a language; that somebody cannot read is kept."""
        self._view.leave(CardAnswer(None, cannot_read=True) if self.cannot_read else None)

    def type_character(self, character: str) -> None:
        """Take a digit or a letter; one that leads nowhere is forgotten."""
        if character.isdigit() != self._typed.isdigit():
            self._typed = ""
        typed = self._typed + character
        if typed.isdigit():
            self._type_number(typed)
            return
        found = search_tongues(typed) or search_tongues(character)
        if found:
            self._typed = typed if search_tongues(typed) else character
            self._view.show_typed(self._typed, found[0])
            self._view.point_at(found[0])

    def erase(self) -> None:
        """Take the last character back."""
        self._typed = self._typed[:-1]
        found = search_tongues(self._typed)
        self._view.show_typed(self._typed, found[0] if found else None)

    def _type_number(self, typed: str) -> None:
        found = [each for each in card_tongues() if each.typed_number.startswith(typed)]
        if not found:
            self._typed = ""
            self._view.show_typed("", None)
        elif len(typed) == 2:
            self.choose(found[0])
        else:
            self._typed = typed
            self._view.show_typed(typed, None)
            self._view.point_at(found[0])


class PosterPresenter:
    """Draws the poster of the languages, and saves it."""

    def __init__(self, work: Workplace, show: Callable[[PressedPaper], None]) -> None:
        self._work = work
        self._show = show
        self.sheet = PosterSheet.A4

    def draw(self) -> None:
        """Draw the poster, off the main thread."""
        press, sheet = self._work.press, self.sheet

        def done(paper: PressedPaper) -> None:
            if sheet is self.sheet:
                self._show(paper)

        self._work.lane.submit(
            lambda: press.language_poster(sheet), done, self._work.navigator.failed
        )

    def draw_on(self, sheet: PosterSheet) -> None:
        """Draw the poster on another sheet."""
        if sheet is not self.sheet:
            self.sheet = sheet
            self.draw()

    def save(self, paper: PressedPaper, path: Path) -> None:
        """Write the poster to a file; raise ``OSError`` when the place refuses it."""
        path.write_bytes(paper.data)
