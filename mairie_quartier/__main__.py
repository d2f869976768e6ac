"""Start the program: its window, or one of its commands."""

import sys


def main() -> int:
    """Run with the arguments of the command line; give the exit status."""
    from mairie_quartier.bootstrap import start

    return start(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
