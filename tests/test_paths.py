"""Where the program's own files are: in a checkout, in a wheel, in a frozen bundle."""

import sys
from pathlib import Path

import pytest

from mairie_quartier import paths


def test_checkout_finds_its_own_folders() -> None:
    root = Path(__file__).resolve().parent.parent

    assert paths.translations() == root / "i18n"
    assert (paths.translations() / "glossary.md").is_file()
    assert paths.resources().is_dir()
    assert paths.migrations("desk") == root / "db" / "desk"


def test_frozen_bundle_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    assert paths.resources() == tmp_path / "resources"


def test_wheel_carries_its_files_inside_the_package(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    package = tmp_path / "site-packages" / "mairie_quartier"
    package.joinpath("_shipped").mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(package / "paths.py"))

    assert paths.translations() == package / "_shipped" / "i18n"
