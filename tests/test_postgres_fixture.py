"""The tests' own PostgreSQL: it runs, on loopback, as an ordinary user, with a password."""

import os
import re
import subprocess
from urllib.parse import urlsplit

import pytest

from tests.conftest import NetworkForbidden


def ask(url: str, query: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["psql", "--no-psqlrc", "--no-password", "-At", "-v", "ON_ERROR_STOP=1", "-c", query, url],
        env={"PATH": os.environ["PATH"], "PGCLIENTENCODING": "UTF8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_cluster_keeps_accents_and_transactions(postgres_url: str) -> None:
    script = (
        "CREATE TEMP TABLE person (name text); BEGIN; INSERT INTO person VALUES ('Éloïse Nguyễn');"
        " COMMIT; BEGIN; DELETE FROM person; ROLLBACK; SELECT name FROM person"
    )

    assert ask(postgres_url, script).stdout.splitlines()[-1] == "Éloïse Nguyễn"


def test_cluster_listens_on_loopback_only(postgres_url: str) -> None:
    shown = ask(postgres_url, "SHOW listen_addresses; SHOW unix_socket_directories").stdout

    assert shown.splitlines() == ["127.0.0.1", ""]
    assert urlsplit(postgres_url).hostname == "127.0.0.1"


def test_cluster_refuses_a_wrong_password(postgres_url: str) -> None:
    wrong = re.sub(":[0-9a-f]{32}@", ":wrong@", postgres_url)

    refused = ask(wrong, "SELECT 1")

    assert wrong != postgres_url
    assert refused.returncode != 0
    assert "password authentication failed" in refused.stderr


def test_server_is_not_root(postgres_url: str) -> None:
    version = ask(postgres_url, "SELECT current_setting('server_version_num')::int").stdout
    folder = ask(postgres_url, "SHOW data_directory").stdout.strip()

    assert int(version) >= 130000
    assert os.stat(folder).st_uid != 0  # noqa: PTH116
    assert os.stat(folder).st_mode & 0o077 == 0  # noqa: PTH116


def test_no_test_reaches_the_network() -> None:
    import socket

    with socket.socket() as outward, pytest.raises(NetworkForbidden):
        outward.connect(("192.0.2.1", 80))
    with pytest.raises(NetworkForbidden):
        socket.getaddrinfo("example.invalid", 80)
