"""The French sentences of an order to an interpreting provider.

Must not decide anything.  Source: DOMAIN 3 (ethics, breaks of sign language, no child).
"""

from datetime import time

from mairie_quartier.documents.office.words import OfficeWords
from mairie_quartier.domain.interpreter_content import OrderContent
from mairie_quartier.domain.people import Literacy


class OrderWords(OfficeWords):
    """Word an order."""

    def title(self) -> str:
        """Name the paper."""
        return self._("Demande d’interprète")

    def to(self, content: OrderContent) -> str:
        """Say whom it is for."""
        provider = content.booking.provider
        return self._("Au prestataire\u00a0: {provider}").format(provider=provider)

    def time(self, at: time) -> str:
        """Write a time of day."""
        return f"{at.hour}\u00a0h\u00a0{at.minute:02d}"

    def duration(self, minutes: int) -> str:
        """Write a length: ``1 h 30`` or ``45 minutes``."""
        hours, rest = divmod(minutes, 60)
        if not hours:
            return self.tr.ngettext("{count} minute", "{count} minutes", rest).format(count=rest)
        return f"{hours}\u00a0h\u00a0{rest:02d}" if rest else f"{hours}\u00a0h"

    def signing(self, content: OrderContent) -> list[str]:
        """Say what sign language asks of a long meeting."""
        lines: list[str] = []
        if content.signing_break:
            lines.append(self._("Plus d’une heure\u00a0: une pause est prévue."))
        if content.signing_pair:
            lines.append(self._("Plus de deux heures\u00a0: deux interprètes."))
        return lines

    def person(self, content: OrderContent) -> str:
        """Name the person by initials alone."""
        return content.initials or self._("sans nom")

    def spoken_literacy(self, content: OrderContent) -> str:
        """Say whether papers can be read with the person."""
        if content.literacy is Literacy.NO:
            return self._("Ne lit pas\u00a0: les papiers sont traduits à vue.")
        return self.literacy(content.literacy)

    def ethics(self) -> list[str]:
        """Say what the interpreter undertakes."""
        return [
            self._("Fidélité\u00a0: tout est traduit, sans rien ajouter ni retirer."),
            self._("Confidentialité\u00a0: rien n’est répété, aucune note n’est gardée."),
            self._("Impartialité\u00a0: ni conseil, ni avis, ni lien avec la personne."),
            self._("Un enfant n’interprète jamais."),
        ]

    def minimal(self) -> str:
        """Say why there is no name."""
        return self._(
            "Le nom de la personne n’est pas utile à la réservation. Ne le demandez pas. "
            "La référence suffit, aussi pour la facture."
        )
