"""Entry point of ``leukodesk`` and ``python -m leukodesk``. Loads neither Qt nor torch by itself."""

import sys
from typing import Final

_INTERRUPTED: Final = 130  # as leukodesk.cli.boundary has it, which is not loaded yet where this is needed


def main() -> None:
    """Run the command line and exit with its status."""
    try:
        # Here, so that Ctrl+C while it is read is quiet as well.
        from leukodesk.cli.app import run  # noqa: PLC0415

        status = run(sys.argv[1:])
    except KeyboardInterrupt:
        status = _INTERRUPTED
    sys.exit(status)


if __name__ == "__main__":
    main()
