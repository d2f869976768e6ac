"""The paragraphs of ``samples.toml``: one for each language, everything in them made up."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

RIGHT_TO_LEFT = frozenset({"arb", "prs", "pes", "pbt", "urd", "ckb", "heb"})


@dataclass(frozen=True, slots=True)
class Sample:
    """A paragraph, a name, and the families that write them beside the main one."""

    code: str
    tag: str
    faces: tuple[str, ...]
    name: str
    text: str

    @property
    def right_to_left(self) -> bool:
        return self.code in RIGHT_TO_LEFT

    def __str__(self) -> str:
        return self.code


@cache
def read_samples() -> tuple[Sample, ...]:
    path = Path(__file__).with_name("samples.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(
        Sample(code, each["tag"], tuple(each["faces"]), each["name"], each["text"])
        for code, each in table.items()
    )
