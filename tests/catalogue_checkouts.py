"""A small checkout with texts to extract, and what translators do to it."""

from pathlib import Path

import catalogues
from catalogue_files import (
    Checkout,
)

ROOT = Path(__file__).resolve().parent.parent

SOURCE = """
class Screen:
    def show(self, n: int) -> str:
        # Translators: the button of the desk
        title = self._("Nouveau passage")
        return title + self._n("{count} passage", "{count} passages", n).format(count=n)
"""


def make_checkout(tmp_path: Path) -> Checkout:
    """A checkout with two messages of the desk, one of the papers and an empty English one."""
    for name, text in (("ui.py", SOURCE), ("documents/receipt.py", '_("Récépissé")')):
        path = tmp_path / "mairie_quartier" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    english = tmp_path / "i18n/en/LC_MESSAGES/desk.po"
    english.parent.mkdir(parents=True)
    english.write_text('msgid ""\nmsgstr "Language: en\\n"\n', encoding="utf-8")
    (tmp_path / "i18n/babel.cfg").write_bytes((ROOT / "i18n/babel.cfg").read_bytes())
    return Checkout(tmp_path)


def translate(checkout: Checkout, *pairs: tuple[str, str]) -> None:
    path = checkout.i18n / "en/LC_MESSAGES/desk.po"
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def bring_up_to_date(checkout: Checkout) -> None:
    catalogues.write_templates(checkout)
    catalogues.update_catalogues(checkout)


def translate_all(checkout: Checkout) -> None:
    bring_up_to_date(checkout)
    translate(
        checkout,
        ('msgid "Nouveau passage"\nmsgstr ""', 'msgid "Nouveau passage"\nmsgstr "New visit"'),
        ('msgstr[0] ""', 'msgstr[0] "{count} visit"'),
        ('msgstr[1] ""', 'msgstr[1] "{count} visits"'),
    )
