"""The repository itself: its top level, licence, lock, versions, targets and set-up script."""

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

import mairie_quartier

ROOT = Path(__file__).resolve().parent.parent
TOP_LEVEL = {
    ".ci",
    ".editorconfig",
    ".gitignore",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "db",
    "i18n",
    "mairie_quartier",
    "packaging",
    "publiccode.yml",
    "pyproject.toml",
    "resources",
    "tests",
}
# In two parts, so that this file does not name them.
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("deb.debian", "org"),
        ("archive.ubuntu", "com"),
    )
)
TARGETS = ["run", "test", "check", "tour", "bench", "torture", "i18n", "lock", "help", "clean"]


def read(name: str) -> str:
    return ROOT.joinpath(name).read_text(encoding="utf-8")


def tracked_files() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    return [name for name in listed.split("\0") if name]


def project() -> dict[str, str]:
    table: dict[str, str] = tomllib.loads(read("pyproject.toml"))["project"]
    return table


def test_top_level_is_the_agreed_one() -> None:
    assert {name.split("/")[0] for name in tracked_files()} <= TOP_LEVEL
    assert {name for name in TOP_LEVEL if not (ROOT / name).exists()} == set()


def test_nothing_built_is_tracked() -> None:
    built = re.compile(r"(\.mo|\.pyc|\.db|\.sqlite3?)$|(^|/)(build|dist|\.venv)/")

    assert [name for name in tracked_files() if built.search(name)] == []


def test_no_registry_is_named() -> None:
    named = []
    for name in tracked_files():
        content = (ROOT / name).read_bytes() if (ROOT / name).is_file() else b""
        named += [(name, host) for host in REGISTRIES if host.encode() in content]

    assert named == []


def test_licence_is_whole() -> None:
    text = read("LICENSE")
    articles = [int(number) for number in re.findall(r"^(\d+)\.[A-Z]", text, re.MULTILINE)]

    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert articles == list(range(1, 16))
    assert "Appendix" in text.split("15.Applicable Law")[1]
    assert len(text.split()) > 2000


def test_version_and_licence_are_the_same_everywhere() -> None:
    version = mairie_quartier.__version__

    assert project()["version"] == version
    assert f'softwareVersion: "{version}"' in read("publiccode.yml")
    assert project()["license"] == "EUPL-1.2"
    assert "  license: EUPL-1.2\n" in read("publiccode.yml")
    assert "## [Unreleased]\n" in read("CHANGELOG.md")


def test_lock_pins_every_dependency_with_hashes() -> None:
    table = tomllib.loads(read("pyproject.toml"))
    wanted = [*table["project"]["dependencies"], *table["dependency-groups"]["dev"]]
    blocks = re.split(r"\n(?=[a-z0-9])", read("packaging/requirements.lock"))
    pins = {match[1]: block for block in blocks if (match := re.match(r"([a-z0-9-]+)==", block))}

    assert {re.split(r"[\[<>=]", line)[0] for line in wanted} <= set(pins)
    assert [name for name, block in pins.items() if "--hash=sha256:" not in block] == []
    assert "index-url" not in read("packaging/requirements.lock")


def test_lock_serves_windows_as_well() -> None:
    assert re.search(
        r"^colorama==.*sys_platform == 'win32'", read("packaging/requirements.lock"), re.M
    )


def test_targets_are_there_and_explained() -> None:
    makefile = read("Makefile")

    missing = [name for name in TARGETS if not re.search(rf"^{name}:.*## ", makefile, re.M)]

    assert missing == []


def test_ci_runs_the_tests_as_a_newcomer_would() -> None:
    script = ROOT / ".ci" / "run"

    assert os.access(script, os.X_OK)
    assert "set -euo pipefail" in script.read_text(encoding="utf-8")
    assert script.read_text(encoding="utf-8").rstrip().endswith("make test")


def without_packages(tmp_path: Path, profile: str) -> subprocess.CompletedProcess[str]:
    """Run the set-up where no library is known, nor apt, root, or a Python."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("bash", "cat", "dirname", "sha256sum", "grep", "head"):
        found = next(
            Path(folder) / name for folder in ("/bin", "/usr/bin") if Path(folder, name).exists()
        )
        tools.joinpath(name).symlink_to(found)
    for name, answer in (("ldconfig", "true"), ("python3", "false"), ("sudo", "false")):
        tools.joinpath(name).write_text(f"#!/bin/bash\n{answer}\n", encoding="ascii")
        tools.joinpath(name).chmod(0o755)
    tools.joinpath("id").write_text("#!/bin/bash\necho 1000\n", encoding="ascii")
    tools.joinpath("id").chmod(0o755)
    copy = tmp_path / "packaging"
    copy.mkdir()
    for name in ("setup.sh", "requirements.lock"):
        copy.joinpath(name).write_bytes(ROOT.joinpath("packaging", name).read_bytes())
    script = copy.joinpath("setup.sh")
    # The script names the folders of ldconfig and of Python: here only ours are to be found.
    text = script.read_text(encoding="utf-8").replace(":/sbin:/usr/sbin", "")
    script.write_text(text.replace("=/usr/bin/python3", "=python3"), encoding="utf-8")
    return subprocess.run(
        [str(tools / "bash"), str(script), profile],
        env={"PATH": str(tools)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("profile", "words"),
    [("run", "Il manque des composants système"), ("test", "Missing system packages")],
)
def test_setup_without_rights_says_in_one_line_what_to_install(
    tmp_path: Path, profile: str, words: str
) -> None:
    run = without_packages(tmp_path, profile)

    assert run.returncode == 1
    assert run.stderr.startswith(words)
    assert len(run.stderr.splitlines()) == 1
    assert "sudo apt install" in run.stderr
    assert {"libegl1", "libxcb-cursor0", "libxkbcommon0", "python3-venv"} <= set(run.stderr.split())
    assert ("poppler-utils" in run.stderr) == (profile == "test")


def chosen_python(tmp_path: Path, usable: dict[str, bool], asked: str = "") -> str:
    """Ask the set-up which Python it takes where these are there, each usable or not."""
    for name, answer in usable.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"#!/bin/bash\n{str(answer).lower()}\n", encoding="ascii")
        file.chmod(0o755)
    script = read("packaging/setup.sh").replace("=/usr/bin/python3", f"={tmp_path}/usr/python3")
    script = re.sub(r"^cd .*$", "", script, flags=re.M).rstrip().removesuffix("main")
    run = subprocess.run(
        ["/bin/bash", "-c", f"{script}\nfind_python || echo none"],
        env={"PATH": f"{tmp_path}/path:/usr/bin:/bin", **({"PYTHON": asked} if asked else {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return run.stdout.strip().removeprefix(f"{tmp_path}/")


def test_the_systems_python_comes_before_one_made_by_hand(tmp_path: Path) -> None:
    both = {"usr/python3": True, "path/python3": True}

    assert chosen_python(tmp_path, both) == "usr/python3"
    assert chosen_python(tmp_path, both | {"usr/python3": False}) == "python3"


def test_the_python_asked_for_is_taken_or_none(tmp_path: Path) -> None:
    there = {"usr/python3": True, "path/other": True}

    assert chosen_python(tmp_path, there, asked="other") == "other"
    assert chosen_python(tmp_path, there | {"path/other": False}, asked="other") == "none"


def test_make_hands_on_the_python_asked_for() -> None:
    """A variable of that name in the Makefile would take its place."""
    assert re.findall(r"^(?:export )?PYTHON\b.*", read("Makefile"), re.M) == []
