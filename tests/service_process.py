"""The central service as a process of its own, on a socket that somebody else holds open.

Run as ``python -m tests.service_process SETTINGS DESCRIPTOR``: however often it is killed, its
port stays, and who connects meanwhile waits for its next life.
"""

import sys
from pathlib import Path

from mairie_quartier.central.serving import serve
from mairie_quartier.central.settings import read_settings


def main() -> None:
    """Serve until told to end."""
    path = Path(sys.argv[1])
    serve(read_settings(path), path, listening=int(sys.argv[2]))


if __name__ == "__main__":
    main()
