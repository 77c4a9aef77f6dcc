"""The one door: `rootmap` opens the window, `rootmap COMMAND` works without it."""

import sys
from collections.abc import Sequence

from rootmap.cli.main import run_command_line


def main(argv: Sequence[str] | None = None) -> int:
    """Run Rootmap with `argv` (default: the process's own) and return its exit status: 0, or 2 for bad input."""
    return run_command_line(sys.argv[1:] if argv is None else argv)


if __name__ == "__main__":
    sys.exit(main())
