"""A PC of another office, and what a desk holds of a scope, as the wire writes it."""

import atexit
import json
import shutil
import tempfile
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from mairie_quartier.domain.operations import Scope
from mairie_quartier.services import sessions
from mairie_quartier.store import schema, wire
from mairie_quartier.store.scope_rows import clause_of, words_of
from mairie_quartier.store.statements import text_of
from tests import builders
from tests.builders import OFFICE, Desk, FakeClock, entrance_by, open_desk, open_door
from tests.sync.desks import LinkedDesk


def held(linked: LinkedDesk, scope: Scope) -> dict[tuple[str, UUID], tuple[int, str]]:
    """Give the rows of a scope on a desk as the wire writes them, with their revisions."""
    found: dict[tuple[str, UUID], tuple[int, str]] = {}
    with linked.desk.unit() as unit:
        sql = unit._journal.sql
        for word in words_of(scope):
            table = schema.metadata.tables[word]
            condition, values = clause_of(word, scope) or ("0", ())
            texts = text_of(table)
            for row in sql.rows(f"{texts.select} WHERE rev > 0 AND {condition}", values):
                fields = texts.row(row)
                key, rev = fields.pop("id"), fields.pop("rev")
                assert isinstance(key, UUID)
                plain = json.dumps(json.loads(wire.dump(fields)), sort_keys=True)
                found[word, key] = (int(str(rev)), plain)
    return found


@lru_cache(maxsize=1)
def _other_template() -> Path:
    """Set a PC of another office up, once."""
    folder = Path(tempfile.mkdtemp(prefix="desk-other-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    clock = FakeClock()
    door = open_door(folder, clock)
    form = replace(OFFICE, office_code="CAU", office_name="Mairie de quartier de Caudéran")
    sessions.set_up(entrance_by(door, clock), form)
    door.leave()
    return folder


def prepare_templates() -> None:
    """Set the PCs up that all others are copied from."""
    builders._template()
    _other_template()


def desk_of_other_office(folder: Path) -> Desk:
    """Give a PC of another office."""
    shutil.copytree(_other_template(), folder, dirs_exist_ok=True)
    return open_desk(folder, clock=FakeClock())
