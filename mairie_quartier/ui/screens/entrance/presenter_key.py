"""The recovery key on screen, once: its groups, and whether it was noted. Qt-free.

One group is asked back, so that nobody goes on by habit.
"""

import secrets

from mairie_quartier.i18n import Translator

MISREAD = str.maketrans("OIL", "011")


class KeyCheck:
    """One key and the group that is asked back (``asked`` counts from 1)."""

    def __init__(self, code: str, city: str, office: str, tr: Translator) -> None:
        self._ = tr.gettext
        self.city = city
        self.office = office
        self.groups = tuple(code.split("-"))
        self.asked = 1 + secrets.randbelow(len(self.groups))

    @property
    def question(self) -> str:
        """Ask for one group."""
        return self._("Tapez le groupe {group} de la clé").format(group=self.asked)

    def problem(self, typed: str) -> str:
        """Say what is wrong with the group typed; empty when it is the one asked."""
        letters = "".join(char for char in typed.upper() if char.isalnum())
        if letters.translate(MISREAD) == self.groups[self.asked - 1]:
            return ""
        return self._(
            "Ce n’est pas le groupe {group}. Relisez-le sur votre papier, ou ci-dessus."
        ).format(group=self.asked)
