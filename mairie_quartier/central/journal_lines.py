"""The service's log: one JSON object per line, of facts that concern no person.

Never a value, a name, a login, an address of the network, a token: identifiers of desks only.
"""

import json
import logging
import sys
from datetime import UTC, datetime
from traceback import extract_tb

LOGGER = "mairie_quartier.central"


class JsonLines(logging.Formatter):
    """Writes a record as one line; of an exception only its class and where it was raised."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the record."""
        at = datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds")
        line: dict[str, object] = {"at": at, "level": record.levelname, "event": record.msg}
        facts = getattr(record, "facts", None)
        if isinstance(facts, dict):
            line.update(facts)
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            frames = extract_tb(error.__traceback__)
            line["error"] = type(error).__name__
            line["state"] = getattr(error, "sqlstate", None)
            line["where"] = [f"{frame.name}:{frame.lineno}" for frame in frames[-6:]]
        return json.dumps(line, ensure_ascii=False)


def open_log() -> logging.Logger:
    """Give the service's logger, writing to standard error."""
    logger = logging.getLogger(LOGGER)
    if not logger.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(JsonLines())
        logger.addHandler(handler)
        logger.propagate = False
        logger.setLevel(logging.INFO)
    return logger
