"""The program's log file: warnings, and the traceback of every bug."""

import logging
from logging.handlers import RotatingFileHandler
from typing import Final

from leukodesk import config

_LOG_BYTES: Final = 1_000_000


def start_log() -> None:
    """Send warnings and bugs of the program to the user's log file, which is made when first needed.

    Harmless when called twice. Without a writable folder there is no log, and the program runs all the same.
    """
    logger = logging.getLogger("leukodesk")
    path = config.log_path()
    if any(getattr(handler, "baseFilename", None) == str(path.absolute()) for handler in logger.handlers):
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            path,
            maxBytes=_LOG_BYTES,
            backupCount=1,
            encoding="utf-8",
            delay=True,
            errors="backslashreplace",
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.setLevel(logging.WARNING)
    logger.addHandler(handler)
    logger.propagate = False
