"""`rootmap visits`: how one patient fares over time, as text, as JSON, and as plots."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rootmap.cli.subject import open_atlases, open_figure
from rootmap.errors import InputError
from rootmap.profile import Profile

if TYPE_CHECKING:
    from rootmap.anatomy.model import Anatomy
    from rootmap.localise.course import Course
    from rootmap.localise.visits import Record


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `visits`."""
    parser.add_argument("visits", type=Path, metavar="FILE", help="a *.rootvisits file")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("-o", "--output", type=Path, metavar="PLOT.PNG", help="write the plots as a picture too")


def run(arguments: argparse.Namespace, profile: Profile) -> int:
    """Print how the patient of a file fares; with -o write the plots first, so that a bad name costs no reading."""
    _refuse_bad_output(arguments.output)
    from rootmap.anatomy.load import load_anatomy

    anatomy = load_anatomy()
    record, seen = follow(arguments.visits, profile, anatomy)
    if arguments.output is not None:
        _write_plots(arguments.output, record, seen, anatomy)
    if arguments.json:
        from rootmap.localise.course_report import to_json

        sys.stdout.write(json.dumps(to_json(record, seen, anatomy), allow_nan=False, ensure_ascii=False) + "\n")
    else:
        from rootmap.cli.course_text import in_words

        sys.stdout.write(in_words(record, seen, anatomy))
    return 0


def follow(path: Path, profile: Profile, anatomy: "Anatomy") -> "tuple[Record, Course]":
    """Return the record in a file and its course, each drawing measured on its own figure. Raises InputError."""
    from rootmap.atlas.store import of_roots
    from rootmap.localise.course import course
    from rootmap.localise.visit_measures import VisitMeter
    from rootmap.localise.visits_file import read_visits

    record = read_visits(path, anatomy)
    meters: dict[str, VisitMeter] = {}
    measured = []
    for visit in record.visits:
        name = visit.drawing.figure
        if name not in meters:
            figure = open_figure(name, path)
            meters[name] = VisitMeter(figure, of_roots(open_atlases(None, figure, profile)), anatomy)
        measured.append(meters[name].measure(visit))
    return record, course(measured)


def _refuse_bad_output(output: Path | None) -> None:
    if output is None:
        return
    if output.suffix.lower() != ".png":
        raise InputError("--output", str(output), "is not the name of a PNG picture", "end it in .png")
    if not output.absolute().parent.is_dir():
        raise InputError("--output", str(output), "lies in a folder that does not exist", "make the folder first")


def _write_plots(output: Path, record: "Record", seen: "Course", anatomy: "Anatomy") -> None:
    if not seen.visits:
        raise InputError("--output", str(output), "has nothing to show", "choose a file with at least one visit")
    from rootmap.export.course_plot import course_picture
    from rootmap.files import write_atomic

    write_atomic(output, course_picture(seen, anatomy, record.patient))
