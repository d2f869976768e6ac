"""Settings: where they come from, which source wins, and how bad ones are refused."""

from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mairie_quartier.config import (
    DECLARED,
    FILE_NAME,
    BadSetting,
    InterfaceLanguage,
    NotAChoice,
    NotAFolder,
    NotANumber,
    Origin,
    OutOfBounds,
    Settings,
    SettingsUnreadable,
    Source,
    Theme,
    UnknownSetting,
    load_settings,
    save_settings,
)


def load(folder: Path, *, env: dict[str, str] | None = None, **arguments: str) -> Settings:
    return load_settings(environment=env or {}, arguments=arguments, usual_folder=folder)


def write(folder: Path, text: str) -> None:
    folder.joinpath(FILE_NAME).write_text(text, encoding="utf-8")


def test_empty_pc_gets_the_defaults(tmp_path: Path) -> None:
    settings = load(tmp_path)

    assert settings == Settings(data=tmp_path, backup_folder=tmp_path / "backups")
    assert (settings.language, settings.theme) == (InterfaceLanguage.FRENCH, Theme.SYSTEM)
    assert (settings.text_scale_percent, settings.lock_after_min) == (100, 10)


def test_every_declared_setting_is_a_field_and_has_help() -> None:
    assert {declared.name for declared in DECLARED} == {field.name for field in fields(Settings)}
    assert all(declared.help.endswith(".") for declared in DECLARED)


def test_each_source_wins_over_the_one_before(tmp_path: Path) -> None:
    write(tmp_path, 'theme = "dark"\nlock_after_min = 5\nbackup_keep = 3\n')
    env = {"MAIRIE_QUARTIER_LOCK_AFTER_MIN": "6", "MAIRIE_QUARTIER_BACKUP_KEEP": "4"}

    settings = load(tmp_path, env=env, backup_keep="5")

    assert settings.theme is Theme.DARK
    assert settings.lock_after_min == 6
    assert settings.backup_keep == 5


def test_data_folder_of_the_command_line_wins_and_brings_its_file(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder, scale in ((first, 150), (second, 175)):
        folder.mkdir()
        write(folder, f"text_scale_percent = {scale}\n")
    env = {"MAIRIE_QUARTIER_DATA": str(first)}

    assert load(tmp_path, env=env).text_scale_percent == 150
    assert load(tmp_path, env=env, data=str(second)).text_scale_percent == 175


def test_empty_variable_counts_as_absent(tmp_path: Path) -> None:
    assert load(tmp_path, env={"MAIRIE_QUARTIER_DATA": ""}).data == tmp_path


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ("lock_after_min = 0", OutOfBounds),
        ("lock_after_min = 121", OutOfBounds),
        ('lock_after_min = "dix"', NotANumber),
        ("lock_after_min = true", NotANumber),
        ("lock_after_min = 1.5", NotANumber),
        ('theme = "rose"', NotAChoice),
        ('language = "xx"', NotAChoice),
        ("backup_folder = 3", NotAFolder),
        ('backup_folder = " "', NotAFolder),
        ('backup_folder = "settings.toml"', NotAFolder),
        ('colour = "rose"', UnknownSetting),
        ('data = "elsewhere"', UnknownSetting),
    ],
)
def test_bad_line_is_refused_and_names_the_file(
    tmp_path: Path, line: str, refusal: type[BadSetting]
) -> None:
    write(tmp_path, line + "\n")

    with pytest.raises(refusal) as caught:
        load(tmp_path)

    assert type(caught.value) is refusal
    assert caught.value.given.name == line.split(" =")[0]
    assert caught.value.given.origin == Origin(Source.FILE, str(tmp_path / FILE_NAME))


def test_bad_variable_and_option_say_their_names(tmp_path: Path) -> None:
    with pytest.raises(NotAChoice) as variable:
        load(tmp_path, env={"MAIRIE_QUARTIER_THEME": "rose"})
    with pytest.raises(OutOfBounds) as option:
        load(tmp_path, text_scale_percent="300")

    assert variable.value.given.origin == Origin(Source.ENVIRONMENT, "MAIRIE_QUARTIER_THEME")
    assert variable.value.choices == ("system", "light", "dark", "contrast")
    assert option.value.given.origin == Origin(Source.ARGUMENT, "--text-scale-percent")
    assert (option.value.least, option.value.most) == (100, 200)


def test_bad_value_is_forgiven_where_a_stronger_source_replaces_it(tmp_path: Path) -> None:
    write(tmp_path, 'theme = "rose"\n')

    assert load(tmp_path, theme="light").theme is Theme.LIGHT


@pytest.mark.parametrize("content", [b"theme = ", b'theme = "\xe9"\n'])
def test_unreadable_file_is_said_with_its_path(tmp_path: Path, content: bytes) -> None:
    tmp_path.joinpath(FILE_NAME).write_bytes(content)

    with pytest.raises(SettingsUnreadable) as caught:
        load(tmp_path)

    assert caught.value.path == tmp_path / FILE_NAME


def test_relative_backup_folder_starts_from_the_data_folder(tmp_path: Path) -> None:
    write(tmp_path, 'backup_folder = "ailleurs"\n')

    assert load(tmp_path).backup_folder == tmp_path / "ailleurs"


def test_saved_settings_are_read_back(tmp_path: Path) -> None:
    settings = replace(
        load(tmp_path / "new"),
        theme=Theme.DARK,
        text_scale_percent=125,
        backup_folder=tmp_path / 'clé "USB" d\\été',
    )

    save_settings(settings)

    assert load(tmp_path / "new") == settings
    assert [path.name for path in settings.data.iterdir()] == [FILE_NAME]


@given(st.integers())
def test_number_is_kept_or_refused_but_never_bent(number: int) -> None:
    try:
        kept = load(Path("/nonexistent"), lock_after_min=str(number)).lock_after_min
    except OutOfBounds:
        assert not 1 <= number <= 120
    else:
        assert kept == number
        assert 1 <= number <= 120
