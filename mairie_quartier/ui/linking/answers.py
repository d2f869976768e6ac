"""What is typed to reach the city's centre, and what is missing from it.  Qt-free.

The one-time code is a secret until it has served: it is kept nowhere.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from enum import StrEnum, auto
from pathlib import Path
from urllib.parse import urlsplit

from mairie_quartier.domain.synchronising import EnrolForm
from mairie_quartier.i18n import Translator
from mairie_quartier.services.synchronisation import read_authority

SECURE = "https://"


class LinkAnswer(StrEnum):
    """Every field; the value is its control's name."""

    ADDRESS = auto()
    ENROL_CODE = auto()
    AUTHORITY = auto()
    DESK_NAME = auto()


@dataclass(frozen=True, slots=True)
class LinkTyped:
    """What was typed so far; ``authority`` is the file of the city's own certificate authority.

    ``kept`` is the one in use (PEM text) where it is to stay in use.
    """

    address: str = ""
    code: str = field(default="", repr=False)
    desk_name: str = ""
    authority: Path | None = None
    kept: str = field(default="", repr=False)

    @property
    def url(self) -> str:
        """Give the address; nobody types its beginning."""
        text = self.address.strip()
        return text if not text or "://" in text else f"{SECURE}{text}"

    @property
    def host(self) -> str:
        """Give the server's name, to speak of it."""
        try:
            return urlsplit(self.url).hostname or self.url
        except ValueError:
            return self.url

    def read(self) -> EnrolForm:
        """Give the form, with the certificate read from its file.

        Raises:
            BadAuthority: the file is none.
        """
        ca = read_authority(self.authority) if self.authority else self.kept
        return EnrolForm(self.url, self.code.strip(), self.desk_name.strip(), ca)


def missing(
    tr: Translator, typed: LinkTyped, asked: Collection[LinkAnswer] = tuple(LinkAnswer)
) -> dict[LinkAnswer, str]:
    """Say what is still to be typed, by field; empty when all is there."""
    _ = tr.gettext
    needed: tuple[tuple[LinkAnswer, str, Callable[[], str]], ...] = (
        (
            LinkAnswer.ADDRESS,
            typed.address,
            lambda: _("Tapez l’adresse que le service informatique vous a donnée."),
        ),
        (
            LinkAnswer.ENROL_CODE,
            typed.code,
            lambda: _("Tapez le code que le service informatique vous a donné."),
        ),
        (
            LinkAnswer.DESK_NAME,
            typed.desk_name,
            lambda: _("Donnez un nom à ce poste, par exemple Guichet 2."),
        ),
    )
    return {answer: say() for answer, text, say in needed if answer in asked and not text.strip()}
