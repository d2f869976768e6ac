"""Memory after an hour's scripted work, against after its first minute.

The hour is of the clock's: sixty minutes of the busiest desk (a visit a minute, searches,
files, papers, drafts), without the pauses.  In a process of its own.
"""

import gc
import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from mairie_quartier import paths
from mairie_quartier.documents.press import PaperPress
from mairie_quartier.domain.duplicates import Identity
from mairie_quartier.domain.receipt_content import ReceiptContent
from mairie_quartier.i18n import Translator
from mairie_quartier.services import desk as desks
from mairie_quartier.services import drafts, people, requests, search, visits
from mairie_quartier.services.listings import Page
from tests.bench.figures import Figure
from tests.bench.stores import log_in
from tests.builders import COMMUNE_DECIDES, ZONE, Desk, intake, need, person_form

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 1.1
MINUTES = 60
VISITS_A_MINUTE = 4
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


def measure_memory(folder: Path) -> Figure:
    """Work an hour in another process."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.memory", str(folder)],
        cwd=ROOT, check=True, capture_output=True, text=True, timeout=1800,
    )  # fmt: skip
    first, last = (float(word) for word in done.stdout.split())
    return Figure("memory after an hour's work", last, first, "MB", LIMIT)


def resident_mb() -> float:
    """Give this process's resident memory."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * PAGE_BYTES / 1e6


def work_a_minute(desk: Desk, press: PaperPress, tr: Translator, minute: int) -> None:
    """Do what a minute of a full waiting room brings, four times over."""
    for place in range(VISITS_A_MINUTE):
        rank = minute * VISITS_A_MINUTE + place
        name = f"Traoré{rank}"
        for end in range(1, len(name) + 1):
            search.find_people(desk.context, name[:end])
            people.suggest_duplicates(desk.context, Identity(family_name=name[:end]))
        form = intake(desk.context, need(), need(COMMUNE_DECIDES), person=person_form(name))
        for needs in range(len(form.needs) + 1):
            drafts.keep_draft(desk.context, replace(form, needs=form.needs[:needs]))
        registered = visits.register_visit(desk.context, form)
        for paper in registered.receipts:
            press.receipt(ReceiptContent.from_json(paper.content), tr)
        if registered.person is not None:
            people.open_person(desk.context, registered.person.id)
        requests.open_request(desk.context, registered.requests[0].id)
        requests.list_open_requests(desk.context, Page())
        desks.look_at_desk(desk.context)
        desk.clock.advance(timedelta(seconds=60 / VISITS_A_MINUTE))


def main() -> None:
    """Work an hour; say the memory after its first minute and at its end."""
    desk = log_in(Path(sys.argv[1]))
    tr = Translator("fr", folder=paths.translations(), zone=ZONE)
    press = PaperPress(paths.resources() / "fonts")
    figures: list[float] = []
    for minute in range(MINUTES):
        work_a_minute(desk, press, tr, minute)
        if minute in (0, MINUTES - 1):
            gc.collect()
            figures.append(resident_mb())
    desk.close()
    sys.stdout.write(" ".join(map(str, figures)) + "\n")


if __name__ == "__main__":
    main()
