"""What happens between the two desks: a visit goes across, then one telephone number is disputed.

By keyboard, in the real windows.  Must not assert anything.
"""

from collections.abc import Callable

from tests.two_desks.office import Counter

FIRST_PHONE, SECOND_PHONE = "06 39 98 11 11", "06 39 98 22 22"

Picture = Callable[[str], None]


def tell(here: Counter, there: Counter, picture: Picture) -> None:
    """Go through the whole story."""
    exchange_a_visit(here, there, picture)
    dispute_a_phone(here, there, picture)
    settle_it(here, there, picture)


def exchange_a_visit(here: Counter, there: Counter, picture: Picture) -> None:
    """A visit taken at one desk appears at the other, where nobody did anything."""
    there.press("Ctrl+2")
    here.press("F2")
    here.write("Traoré Aminata 12/5/1987")
    here.press("Alt+B")
    here.write("rsa")
    here.press("Return", "1", "Return", "Ctrl+S")
    here.press("Ctrl+2")
    picture("passage-a-un-guichet")
    here.sync()
    there.sync()
    picture("passage-aux-deux-guichets")


def dispute_a_phone(here: Counter, there: Counter, picture: Picture) -> None:
    """Both agents, without network, write another number in the same file."""
    for counter, phone in ((here, FIRST_PHONE), (there, SECOND_PHONE)):
        counter.unplug()
        open_the_file(counter)
        counter.tab_to("person_phone")
        counter.write(phone)
        counter.press("Tab")
    picture("deux-numeros")
    here.sync()
    there.sync()
    here.sync()
    there.press("Ctrl+1")
    there.tab_to("openConflicts")
    there.press("Space")
    picture("numero-dispute")


def settle_it(here: Counter, there: Counter, picture: Picture) -> None:
    """The second desk chooses its own number; the first one reads it in the file it has open."""
    there.tab_to("takeValue")
    there.press("Space")
    open_the_file(there)
    there.sync()
    here.sync()
    picture("numero-choisi")


def open_the_file(counter: Counter) -> None:
    """Find the person, and show the fields of their file."""
    counter.press("Ctrl+K")
    counter.write("traore")
    counter.press("Return", "Ctrl+E")
