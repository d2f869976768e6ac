"""For the two desks: the theme, Qt warnings as failures."""

from tests.ui.conftest import appearance, quiet_qt, themed

__all__ = ["appearance", "quiet_qt", "themed"]
