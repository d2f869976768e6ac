"""Import modules as Python does, although Qt is loaded.

PySide6 puts an import function of its own in place of Python's: it reads the source of every
module imported from then on, the standard library's too, to see whether it switches
``snake_case`` or ``true_property`` on (``shibokensupport/feature.py``).  Nothing here switches
them on, and reading a hundred sources is a fifth of the way to the login window.
"""

import builtins


def load_qt() -> None:
    """Load Qt, and keep Python's own import function; call it before anything imports Qt."""
    kept = builtins.__import__
    import PySide6.QtCore  # noqa: F401

    builtins.__import__ = kept
