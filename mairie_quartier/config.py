"""The settings of one PC: each declared once, with its type, default, bounds and help.

A value comes from, in rising order: the default, the file ``settings.toml`` of the data folder,
the environment (``MAIRIE_QUARTIER_…``), the command line.  A bad value is refused with its name,
the value and where it came from; the wording of the refusal is in ``ui`` and ``cli``.
Settings of the office or the city (partners, delegations, retention) live in the store, not here.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import Enum, StrEnum
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from mairie_quartier.errors import EnvironmentFault, UserMistake

FILE_NAME = "settings.toml"
PREFIX = "MAIRIE_QUARTIER_"


class Theme(StrEnum):
    """The colours of the interface."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class InterfaceLanguage(StrEnum):
    """The languages the interface is translated into."""

    FRENCH = "fr"
    ENGLISH = "en"


class Source(Enum):
    """Where a value was given, by rising precedence."""

    FILE = "file"
    ENVIRONMENT = "environment"
    ARGUMENT = "argument"


class Origin(NamedTuple):
    """The source of a value, and its place there: a file's path, a variable, an option."""

    source: Source
    place: str


class Given(NamedTuple):
    """A value as it was given, not yet checked."""

    name: str
    value: object
    origin: Origin


class BadSetting(UserMistake):
    """A setting has a value that cannot be used."""

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        self.given = given


class UnknownSetting(BadSetting):
    """There is no setting of that name."""


class NotANumber(BadSetting):
    """A whole number was expected."""


class NotAFolder(BadSetting):
    """The path of a folder was expected."""


class OutOfBounds(BadSetting):
    """The number is too small or too large."""

    def __init__(self, given: Given, *, least: int, most: int) -> None:
        super().__init__(given)
        self.least = least
        self.most = most


class NotAChoice(BadSetting):
    """The value is none of the known words."""

    def __init__(self, given: Given, *, choices: tuple[str, ...]) -> None:
        super().__init__(given)
        self.choices = choices


class SettingsUnreadable(EnvironmentFault):
    """The settings file is not TOML, not UTF-8, or cannot be opened; ``detail`` is technical."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(path, detail)
        self.path = path
        self.detail = detail


class Whole(NamedTuple):
    """A setting that is a whole number, bounds included."""

    name: str
    default: int
    least: int
    most: int
    help: str

    def read(self, given: Given | None) -> int:
        """Check the value given, or fall back on the default."""
        if given is None:
            return self.default
        if isinstance(given.value, bool | float):
            raise NotANumber(given)
        try:
            number = int(str(given.value))
        except ValueError:
            raise NotANumber(given) from None
        if not self.least <= number <= self.most:
            raise OutOfBounds(given, least=self.least, most=self.most)
        return number


Word = TypeVar("Word", bound=StrEnum)


class Choice(NamedTuple, Generic[Word]):
    """A setting that is one word of an enumeration."""

    name: str
    default: Word
    help: str

    def read(self, given: Given | None) -> Word:
        """Check the value given, or fall back on the default."""
        if given is None:
            return self.default
        words = type(self.default)
        try:
            return words(str(given.value).strip().lower())
        except ValueError:
            raise NotAChoice(given, choices=tuple(word.value for word in words)) from None


class Folder(NamedTuple):
    """A setting that is a folder; a relative one starts from the data folder."""

    name: str
    help: str

    def read(self, given: Given | None, *, default: Path, base: Path) -> Path:
        """Check the value given, or fall back on the default; the folder need not exist."""
        if given is None:
            return default
        if not isinstance(given.value, str) or not given.value.strip() or "\0" in given.value:
            raise NotAFolder(given)
        path = base / Path(given.value.strip()).expanduser()
        if path.exists() and not path.is_dir():
            raise NotAFolder(given)
        return path


DATA = Folder("data", help="Folder of the store, the settings and the logs of this PC.")
LANGUAGE = Choice("language", InterfaceLanguage.FRENCH, help="Language of the interface.")
THEME = Choice(
    "theme", Theme.SYSTEM, help="Colours: those of the system, light, dark, or high contrast."
)
TEXT_SCALE = Whole("text_scale_percent", 100, 100, 200, help="Size of the text, in per cent.")
LOCK_AFTER = Whole("lock_after_min", 10, 1, 120, help="Lock after so many idle minutes.")
BACKUP_FOLDER = Folder("backup_folder", help="Where encrypted backups go; best another disk.")
BACKUP_KEEP = Whole("backup_keep", 14, 1, 366, help="How many backups are kept.")
BACKUP_EVERY = Whole("backup_every_h", 24, 1, 168, help="Hours between two automatic backups.")

DECLARED: tuple[Folder | Whole | Choice[InterfaceLanguage] | Choice[Theme], ...] = (
    DATA,
    LANGUAGE,
    THEME,
    TEXT_SCALE,
    LOCK_AFTER,
    BACKUP_FOLDER,
    BACKUP_KEEP,
    BACKUP_EVERY,
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force; the field of a setting has its declared name."""

    data: Path
    backup_folder: Path
    language: InterfaceLanguage = LANGUAGE.default
    theme: Theme = THEME.default
    text_scale_percent: int = TEXT_SCALE.default
    lock_after_min: int = LOCK_AFTER.default
    backup_keep: int = BACKUP_KEEP.default
    backup_every_h: int = BACKUP_EVERY.default

    @property
    def file(self) -> Path:
        """Give the path of the settings file, which may not exist."""
        return self.data / FILE_NAME


def load_settings(
    *,
    environment: Mapping[str, str],
    arguments: Mapping[str, str] | None = None,
    usual_folder: Path | None = None,
) -> Settings:
    """Read the settings of this PC.

    ``arguments`` maps names of settings to what the command line gave.  ``usual_folder`` is the
    data folder when none is given (default: the platform's own).  Raises ``BadSetting`` and
    ``SettingsUnreadable``; a value that a stronger source replaces is not checked.
    """
    given = {**_from_environment(environment), **_from_arguments(arguments or {})}
    data = _data_folder(given.get(DATA.name), usual_folder)
    given = {**_from_file(data / FILE_NAME), **given}
    backups = given.get(BACKUP_FOLDER.name)
    return Settings(
        data=data,
        backup_folder=BACKUP_FOLDER.read(backups, default=data / "backups", base=data),
        language=LANGUAGE.read(given.get(LANGUAGE.name)),
        theme=THEME.read(given.get(THEME.name)),
        text_scale_percent=TEXT_SCALE.read(given.get(TEXT_SCALE.name)),
        lock_after_min=LOCK_AFTER.read(given.get(LOCK_AFTER.name)),
        backup_keep=BACKUP_KEEP.read(given.get(BACKUP_KEEP.name)),
        backup_every_h=BACKUP_EVERY.read(given.get(BACKUP_EVERY.name)),
    )


def _data_folder(given: Given | None, usual: Path | None) -> Path:
    if given is None and usual is None:
        from platformdirs import user_data_path

        return user_data_path("mairie-quartier", appauthor=False)
    return DATA.read(given, default=usual or Path(), base=Path.cwd())


def save_settings(settings: Settings) -> None:
    """Write the settings file, whole or not at all; the data folder itself is never in it."""
    lines = [
        f"{field.name} = {_toml(getattr(settings, field.name))}"
        for field in fields(settings)
        if field.name != DATA.name
    ]
    settings.data.mkdir(parents=True, exist_ok=True)
    beside = settings.file.with_suffix(".new")
    with beside.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write("\n".join(lines) + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(settings.file)


def _toml(value: object) -> str:
    import json

    # A JSON string without escapes beyond ASCII controls is a TOML basic string too.
    return str(value) if isinstance(value, int) else json.dumps(str(value), ensure_ascii=False)


def _from_environment(environment: Mapping[str, str]) -> dict[str, Given]:
    found = {}
    for declared in DECLARED:
        variable = PREFIX + declared.name.upper()
        if environment.get(variable):
            origin = Origin(Source.ENVIRONMENT, variable)
            found[declared.name] = Given(declared.name, environment[variable], origin)
    return found


def _from_arguments(arguments: Mapping[str, str]) -> dict[str, Given]:
    return {
        name: _known(Given(name, value, Origin(Source.ARGUMENT, "--" + name.replace("_", "-"))))
        for name, value in arguments.items()
    }


def _from_file(path: Path) -> dict[str, Given]:
    origin = Origin(Source.FILE, str(path))
    given = {name: _known(Given(name, value, origin)) for name, value in _table(path).items()}
    if DATA.name in given:
        # The file is found through the data folder: it cannot move it.
        raise UnknownSetting(given[DATA.name])
    return given


def _table(path: Path) -> dict[str, object]:
    try:
        text = path.read_text(encoding="utf-8")
        import tomllib  # most PCs have no such file, and the login window waits for this module

        return tomllib.loads(text)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:  # not UTF-8, not TOML
        raise SettingsUnreadable(path, str(error)) from error


def _known(given: Given) -> Given:
    if given.name not in {declared.name for declared in DECLARED}:
        raise UnknownSetting(given)
    return given
