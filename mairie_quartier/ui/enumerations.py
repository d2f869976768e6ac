"""Values of Qt's enumerations as Qt's own properties take them: numbers.

PySide6 builds the whole namespace ``Qt``, a hundred enumerations of Python, at its first use:
20 ms, an eighth of a bare program's start.  What the login window is made of goes without; it
is built right after.  Tests compare each number with its name.
"""

from typing import Final

PLAIN_TEXT: Final = 0
"""``Qt.TextFormat.PlainText``, for the property ``textFormat``."""

NO_FOCUS: Final = 0
"""``Qt.FocusPolicy.NoFocus``, for the property ``focusPolicy``."""

WITHIN_CHILDREN: Final = 3
"""``Qt.ShortcutContext.WidgetWithChildrenShortcut``, for the property ``context``."""
