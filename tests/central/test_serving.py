"""How the service listens."""

import os
import socket
from pathlib import Path

import pytest
import uvicorn

from mairie_quartier.central import serving
from mairie_quartier.central.settings import CentralSettings


@pytest.mark.parametrize("workers", [1, 3])
def test_an_answer_never_waits_for_the_acknowledgement_of_another(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, workers: int
) -> None:
    prompt = []

    def run(_factory: str, *, fd: int, **_rest: object) -> None:
        with (
            socket.socket(fileno=os.dup(fd)) as listening,
            socket.create_connection(listening.getsockname()),
            listening.accept()[0] as answer,
        ):
            prompt.append(answer.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

    monkeypatch.setattr(uvicorn, "run", run)
    nobody = ""
    settings = CentralSettings(nobody, nobody, nobody, port=0, workers=workers)
    serving.serve(settings, tmp_path / "central.toml")
    assert len(prompt) == 1
    assert prompt[0]
