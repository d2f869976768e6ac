"""The only place that builds things and connects them.

Read this to see what the program is made of.  Nothing here decides anything of the field.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from mairie_quartier import paths
from mairie_quartier.config import Settings
from mairie_quartier.domain.catalogue import Catalogue
from mairie_quartier.domain.catalogue_source import parse_files
from mairie_quartier.domain.papers import CopyKind, PageSize
from mairie_quartier.domain.receipt_content import ReceiptContent
from mairie_quartier.i18n import Translator
from mairie_quartier.services.catalogue import CatalogueShelf
from mairie_quartier.services.ports import PressedPaper
from mairie_quartier.services.sessions import Entrance

OFFICE_ZONE = ZoneInfo("Europe/Paris")


class PcClock:
    """The clock of this PC, in the office's time zone."""

    def now(self) -> datetime:
        """Give the present instant, in UTC."""
        return datetime.now(UTC)

    def local(self) -> datetime:
        """Give the present instant in the office's time zone."""
        return datetime.now(OFFICE_ZONE)

    def today(self) -> date:
        """Give the present day at the office."""
        return self.local().date()


class DeskPress:
    """Draws papers; fonts are opened at the first one, since a start needs none."""

    def __init__(self, tr: Translator) -> None:
        self._tr = tr

    def receipt(
        self, content: ReceiptContent, copy: CopyKind, size: PageSize = PageSize.A4
    ) -> PressedPaper:
        """Draw a receipt from its frozen content."""
        drawn = self._press.receipt(content, self._tr, copy=copy, size=size)
        return PressedPaper(drawn.data, drawn.pages, tuple(w.text for w in drawn.warnings))

    @cached_property
    def _press(self) -> "PaperPress":
        from mairie_quartier.documents.press import PaperPress

        return PaperPress(paths.resources() / "fonts")


@dataclass(frozen=True, slots=True)
class Parts:
    """What both the window and the command line start from."""

    settings: Settings
    entrance: Entrance
    tr: Translator
    press: DeskPress


def translator(settings: Settings) -> Translator:
    """Give the interface's language."""
    return Translator(settings.language.value, folder=paths.translations(), zone=OFFICE_ZONE)


def read_catalogue() -> Catalogue:
    """Read the shipped catalogue."""
    folder = paths.resources() / "catalogue"
    return parse_files(
        {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.toml"))}
    )


def build_parts(settings: Settings) -> Parts:
    """Build everything but the window."""
    from mairie_quartier.store.door import StoreDoor
    from mairie_quartier.store.machine import machine_mark

    clock = PcClock()
    door = StoreDoor(
        settings.data, migrations=paths.migrations("desk"), clock=clock, machine=machine_mark()
    )
    tr = translator(settings)
    entrance = Entrance(door, clock, CatalogueShelf(read_catalogue()))
    return Parts(settings, entrance, tr, DeskPress(tr))


def run_desk(settings: Settings, when_shown: Callable[[], None] | None = None) -> int:
    """Open the program's window and run it until it is closed."""
    from mairie_quartier.ui.application import run

    return run(settings, translator(settings), lambda: build_parts(settings), when_shown)
