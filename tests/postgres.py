"""A PostgreSQL cluster of the tests' own: fresh, on loopback only, run by an ordinary user.

Its server refuses root, so under root it runs as ``postgres`` or ``nobody``.  Durability is off
unless ``DURABLE`` is asked for: a test about what survives a crash of the server needs that.
"""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TRIES = 5
DURABLE = (
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=50",
)
OPTIONS = (*DURABLE, "fsync=off", "synchronous_commit=off", "full_page_writes=off")


class PostgresMissing(Exception):
    """No PostgreSQL server on this machine: ``packaging/setup.sh test`` installs it."""


class PostgresBroken(Exception):
    """The cluster did not come up; the message is the server's log."""


@contextmanager
def running_cluster() -> Iterator[str]:
    """Make and start a cluster; give its URL (user, password, port); remove it at the end."""
    with made_cluster(OPTIONS) as (cluster, password):
        yield cluster.url(password)


@contextmanager
def made_cluster(options: tuple[str, ...]) -> Iterator[tuple["Cluster", str]]:
    """Make and start a cluster with these options; give it, and its user's password."""
    programs = find_programs()
    owner = ordinary_user()
    folder = Path(tempfile.mkdtemp(prefix="mairie-quartier-postgres-"))
    try:
        password = secrets.token_hex(16)
        folder.joinpath("password").write_text(password, encoding="ascii")
        for path in (folder, folder / "password"):
            os.chown(path, owner.pw_uid, owner.pw_gid)
        cluster = Cluster(programs=programs, owner=owner, folder=folder, options=options)
        cluster.make()
        cluster.start()
        try:
            yield cluster, password
        finally:
            cluster.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def find_programs() -> Path:
    """Give the folder of ``initdb`` and ``pg_ctl``: the newest installed, else that of the PATH."""
    packaged = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = sorted(packaged, key=lambda path: int(path.parts[-3].split(".")[0]))
    if newest:
        return newest[-1].parent
    on_path = shutil.which("initdb")
    if on_path is None:
        raise PostgresMissing
    return Path(on_path).resolve().parent


def ordinary_user() -> pwd.struct_passwd:
    """Give who runs the server: ourselves, unless we are root."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


class Cluster:
    """One cluster in one folder."""

    def __init__(
        self, *, programs: Path, owner: pwd.struct_passwd, folder: Path, options: tuple[str, ...]
    ) -> None:
        self.port = 0
        self._options = options
        self._programs = programs
        self._owner = owner
        self._folder = folder
        self._data = folder / "data"
        self._log = folder / "log"

    def make(self) -> None:
        """Write the files of an empty cluster, UTF-8, with a password."""
        self._run(
            "initdb",
            *("-D", str(self._data), "-U", "desk", "--auth=scram-sha-256"),
            *(f"--pwfile={self._folder / 'password'}", "--encoding=UTF8", "--no-locale", "-N"),
        )

    def url(self, password: str) -> str:
        """Give the URL of its first database."""
        return f"postgresql://desk:{password}@127.0.0.1:{self.port}/postgres"

    @property
    def pid(self) -> int:
        """Give the process of the server that runs."""
        return int((self._data / "postmaster.pid").read_text(encoding="ascii").split()[0])

    def start(self) -> None:
        """Start the server on a free port; another process may take it first.

        Started again, it keeps its port: those who know it must find it there.
        """
        for _ in range(TRIES):
            port = self.port or free_port()
            options = " ".join(f"-c {option}" for option in (*self._options, f"port={port}"))
            try:
                self._pg_ctl("-w", "-l", str(self._log), "-o", options, "start")
            except PostgresBroken as error:
                last = error
            else:
                self.port = port
                return
        log = self._log.read_text(encoding="utf-8") if self._log.exists() else ""
        raise PostgresBroken(log or str(last)) from last

    def stop(self) -> None:
        """Stop the server at once; nothing in it is kept."""
        self._pg_ctl("-m", "immediate", "stop")

    def _pg_ctl(self, *arguments: str) -> None:
        self._run("pg_ctl", "-s", "-D", str(self._data), *arguments)

    def _run(self, program: str, *arguments: str) -> None:
        root = os.geteuid() == 0
        output = self._folder / "output"
        # A file, not a pipe: the server inherits it and would keep a pipe open.
        with output.open("wb") as stream:
            done = subprocess.run(
                [str(self._programs / program), *arguments],
                cwd=self._folder,
                env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "HOME": str(self._folder)},
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.STDOUT,
                check=False,
                user=self._owner.pw_uid if root else None,
                group=self._owner.pw_gid if root else None,
                extra_groups=[] if root else None,
            )
        if done.returncode:
            raise PostgresBroken(output.read_text(encoding="utf-8"))


def free_port() -> int:
    """Give a TCP port of loopback that nobody uses just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
