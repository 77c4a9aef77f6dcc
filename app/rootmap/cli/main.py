"""From the words of a command line to an exit status; whatever goes wrong is one line on stderr."""

import contextlib
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from rootmap.cli.parser import parse
from rootmap.cli.subject import BAD_INPUT
from rootmap.errors import InputError
from rootmap.files import write_atomic
from rootmap.profile import Profile, open_profile

FAULT = 1
INTERRUPTED = 130  # 128 + SIGINT, as shells count


def run_command_line(words: Sequence[str]) -> int:
    """Run what `words` ask for and return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a Windows console may lack a letter; a "?" is better than a fault
            stream.reconfigure(errors="replace")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # its threads cost more than products as small as ours
    profile: Profile | None = None  # until it is known which one is meant
    try:
        invocation = parse(words)
        profile = open_profile(invocation.profile_dir)
        status = invocation.run(profile)
        sys.stdout.flush()
    except InputError as error:
        return _complain(str(error), BAD_INPUT)
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        return _complain(_keep_report(error, profile or open_profile()), FAULT)
    return status


def _complain(line: str, status: int) -> int:
    sys.stderr.write(line + "\n" if line.startswith("rootmap") else f"rootmap: {line}\n")
    return status


def _keep_report(error: Exception, profile: Profile) -> str:
    """Write down a fault of our own where it can be copied from, and return the line that says so."""
    import traceback

    report = profile.folder / "fault.txt"
    said = " ".join(f"{type(error).__name__}: {error}".split())
    with contextlib.suppress(InputError):
        write_atomic(report, "".join(traceback.format_exception(error)))
        return f"a fault in Rootmap itself ({said}); please send the report in {_short(report)}"
    return f"a fault in Rootmap itself ({said}); please report what you did"


def _short(path: Path) -> str:
    with contextlib.suppress(ValueError, RuntimeError):
        return str(Path("~") / path.relative_to(Path.home()))
    return str(path)
