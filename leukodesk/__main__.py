"""Entry point of ``leukodesk`` and ``python -m leukodesk``. Loads neither Qt nor torch by itself."""

import sys

from leukodesk.cli.app import run


def main() -> None:
    """Run the command line and exit with its status."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
