"""Tell on which line of a TOML text each table and key stands, which ``tomllib`` does not.

Reads only texts that ``tomllib`` has accepted, so it trusts their syntax and never judges it.
Source: TOML 1.0.0, grammar of keys, strings, arrays and inline tables.
"""

import re

KeyPath = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:\\[\s\S]|(?!""")[\s\S])*"{3,5}'
    r"|'''(?:(?!''')[\s\S])*'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
)
_ESCAPE = re.compile(r'\\(["\\])')
_SCALAR = re.compile(r"[^,\]}\n#]*")


def locate(text: str) -> dict[KeyPath, int]:
    """Give the line (from 1) of every table, key and array element, by its path."""
    scanner = _Scanner(text)
    scanner.scan()
    return scanner.lines


def line_of(lines: dict[KeyPath, int], path: KeyPath) -> int | None:
    """Give the line of the path, or of the nearest table that holds it."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return None


class _Scanner:
    """One pass over the text; ``at`` is the position, ``table`` the table being filled."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[KeyPath, int] = {}
        self.table: KeyPath = ()
        self.sizes: dict[KeyPath, int] = {}
        self._counted_to = 0
        self._line = 1

    def scan(self) -> None:
        """Read headers and key lines until the end."""
        self._skip_blank()
        while self.at < len(self.text):
            if self.text.startswith("[[", self.at):
                self._array_header()
            elif self.text[self.at] == "[":
                self._header()
            else:
                self._pair(self.table)
            self._skip_blank()

    def _mark(self, path: KeyPath) -> None:
        self._line += self.text.count("\n", self._counted_to, self.at)
        self._counted_to = self.at
        self.lines.setdefault(path, self._line)

    def _skip_blank(self) -> None:
        blank = _BLANK.match(self.text, self.at)
        self.at = blank.end() if blank else self.at

    def _array_header(self) -> None:
        start = self.at
        self.at += 2
        path = self._resolved(self._key())
        number = self.sizes.get(path, 0)
        self.sizes[path] = number + 1
        self.table = (*path, number)
        end, self.at = self.at, start
        self._mark(self.table)
        self.at = self.text.index("]]", end) + 2

    def _header(self) -> None:
        start = self.at
        self.at += 1
        keys = self._key()
        self.table = (*self._resolved(keys[:-1], whole=True), keys[-1])
        end, self.at = self.at, start
        self._mark(self.table)
        self.at = self.text.index("]", end) + 1

    def _resolved(self, keys: KeyPath, *, whole: bool = False) -> KeyPath:
        """Enter the last element of every array of tables on the way."""
        path: KeyPath = ()
        for position, key in enumerate(keys):
            path = (*path, key)
            if path in self.sizes and (whole or position < len(keys) - 1):
                path = (*path, self.sizes[path] - 1)
        return path

    def _key(self) -> KeyPath:
        keys: list[str | int] = []
        while True:
            self._skip_blank()
            quoted = _STRING.match(self.text, self.at)
            bare = _BARE_KEY.match(self.text, self.at)
            found = quoted or bare
            if found is None:
                return tuple(keys)
            word = found.group()
            keys.append(_ESCAPE.sub(r"\1", word[1:-1]) if quoted else word)
            self.at = found.end()
            self._skip_blank()
            if not self.text.startswith(".", self.at):
                return tuple(keys)
            self.at += 1

    def _pair(self, table: KeyPath) -> None:
        start = self.at
        path = (*table, *self._key())
        end, self.at = self.at, start
        self._mark(path)
        self.at = self.text.index("=", end) + 1
        self._skip_blank()
        self._value(path)

    def _value(self, path: KeyPath) -> None:
        quoted = _STRING.match(self.text, self.at)
        if quoted:
            self.at = quoted.end()
        elif self.text.startswith("[", self.at):
            self._array(path)
        elif self.text.startswith("{", self.at):
            self._inline_table(path)
        else:
            scalar = _SCALAR.match(self.text, self.at)
            self.at = scalar.end() if scalar else self.at

    def _array(self, path: KeyPath) -> None:
        self.at += 1
        number = 0
        self._skip_blank()
        while not self.text.startswith("]", self.at):
            self._mark((*path, number))
            self._value((*path, number))
            number += 1
            self._comma()
        self.at += 1

    def _inline_table(self, path: KeyPath) -> None:
        self.at += 1
        self._skip_blank()
        while not self.text.startswith("}", self.at):
            self._pair(path)
            self._comma()
        self.at += 1

    def _comma(self) -> None:
        self._skip_blank()
        if self.text.startswith(",", self.at):
            self.at += 1
            self._skip_blank()
