"""`rootmap progress`: where the learner's progress lies, take it out as files, put a schedule in, or erase it."""

import argparse
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from rootmap.cli.subject import BAD_INPUT, add_profile_dir
from rootmap.profile import Profile

if TYPE_CHECKING:
    from rootmap.progress.store import ProgressStore


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `progress` can do."""
    deeds = parser.add_subparsers(
        required=True, metavar="path|export|import|erase", dest="deed", parser_class=type(parser)
    )
    deeds.add_parser("path", help="print where progress is kept").set_defaults(do=_path)
    export = deeds.add_parser("export", help="write every table as CSV, and the schedule as JSON")
    export.add_argument("folder", type=Path, metavar="FOLDER")
    export.set_defaults(do=_export)
    taken = deeds.add_parser("import", help="take over a schedule that was exported")
    taken.add_argument("schedule", type=Path, metavar="FILE")
    taken.set_defaults(do=_import)
    erase = deeds.add_parser("erase", help="delete every answer, the schedule and all backups")
    erase.add_argument("--yes", action="store_true", help="really do it")
    erase.set_defaults(do=_erase)
    for deed in deeds.choices.values():
        add_profile_dir(deed)


def run(arguments: argparse.Namespace, profile: Profile) -> int:
    """Do what was asked and return the exit status."""
    status: int = arguments.do(arguments, profile)
    return status


def _open(profile: Profile) -> "ProgressStore":
    from rootmap.progress.opening import open_progress

    store = open_progress(profile)
    if store.notice:
        sys.stderr.write(f"rootmap: {store.notice}\n")
    return store


def _path(_arguments: argparse.Namespace, profile: Profile) -> int:
    sys.stdout.write(f"{profile.progress}\n")
    return 0


def _export(arguments: argparse.Namespace, profile: Profile) -> int:
    from rootmap.progress.exchange import SCHEDULE_NAME, export_csv, export_schedule

    with closing(_open(profile)) as store:
        written = export_csv(store, arguments.folder)
        export_schedule(store, arguments.folder / SCHEDULE_NAME)
    sys.stdout.writelines(f"{path}\n" for path in (*written, arguments.folder / SCHEDULE_NAME))
    return 0


def _import(arguments: argparse.Namespace, profile: Profile) -> int:
    from rootmap.progress.exchange import import_schedule

    with closing(_open(profile)) as store:
        count = import_schedule(store, arguments.schedule)
    sys.stdout.write(f"took over when {count} items are due\n")
    return 0


def _erase(arguments: argparse.Namespace, profile: Profile) -> int:
    """Erase, if it was said twice; else say what would go."""
    if not arguments.yes:
        sys.stderr.write(f"rootmap: progress erase: would delete {profile.progress} and its backups; add --yes\n")
        return BAD_INPUT
    with closing(_open(profile)) as store:
        store.erase(backups=True)
    sys.stdout.write("every answer, the schedule and all backups are erased\n")
    return 0
