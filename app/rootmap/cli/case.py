"""`rootmap case`: list the cases, check or show them, pack them, or install a pack."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rootmap.cli.subject import BAD_INPUT, add_profile_dir
from rootmap.errors import InputError
from rootmap.profile import Profile
from rootmap.resources import quizzes

if TYPE_CHECKING:
    from rootmap.cases.model import Case
    from rootmap.cases.ranking import CaseRanker

DEFAULT_FIGURE = "neutral"  # cases fit every figure; this one is ranked on
SHOWN = 4  # candidates named beside the answer's place


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `case` can do."""
    names = "list|check|show|pack|install"
    deeds = parser.add_subparsers(required=True, metavar=names, dest="deed", parser_class=type(parser))
    listing = deeds.add_parser("list", help="show the cases that can be used")
    listing.add_argument("--examinations", action="store_true", help="show instead what can be examined in a case")
    listing.add_argument("--candidates", action="store_true", help="show instead which localisations can be named")
    listing.set_defaults(do=_list)
    check = deeds.add_parser("check", help="check case files, without changing anything")
    check.add_argument("cases", nargs="*", type=Path, metavar="FILE", help="a *.yaml case; default: all published")
    check.add_argument("--schema", action="store_true", help="print the format as a JSON Schema, for editors")
    check.add_argument("--ranking", action="store_true", help="say, too, where the ranking puts the answer")
    check.set_defaults(do=_check)
    show = deeds.add_parser("show", help="print the story of a case, or write its drawing")
    show.add_argument("case", metavar="ID|FILE", help="a case in the library, or a *.yaml case")
    show.add_argument("--answer", action="store_true", help="print what one finds, the answer and what follows, too")
    show.add_argument("-o", "--output", type=Path, metavar="OUT.rootmap", help="write the drawing to a file")
    show.set_defaults(do=_show)
    _add_pack_arguments(deeds)
    for deed in deeds.choices.values():
        add_profile_dir(deed)


def _add_pack_arguments(deeds: Any) -> None:
    pack = deeds.add_parser("pack", help="pack cases and question banks into one file to pass on")
    pack.add_argument("files", nargs="+", type=Path, metavar="FILE", help="*.yaml cases and question banks")
    pack.add_argument("-o", "--output", type=Path, metavar="OUT.rootpack", required=True, help="the pack to write")
    pack.add_argument("--id", metavar="ID", help="name of its folder in a library; default: the name of the file")
    for name, what in (("title", "what it is called"), ("author", "who made it"), ("licence", "its terms, as MIT")):
        pack.add_argument(f"--{name}", metavar="TEXT", required=True, help=what)
    pack.set_defaults(do=_pack)
    install = deeds.add_parser("install", help="put a pack into your library")
    install.add_argument("packs", nargs="+", type=Path, metavar="PACK", help="a *.rootpack file")
    install.set_defaults(do=_install)


def run(arguments: argparse.Namespace, profile: Profile) -> int:
    """Do what was asked and return the exit status."""
    status: int = arguments.do(arguments, profile)
    return status


def _list(arguments: argparse.Namespace, profile: Profile) -> int:
    from rootmap.cli import case_text

    if arguments.examinations or arguments.candidates:
        from rootmap.anatomy.load import load_anatomy
        from rootmap.cases.tables import tables_of

        tables = tables_of(load_anatomy())
        say = case_text.examinations if arguments.examinations else case_text.candidates
        sys.stdout.write(say(tables))
        return 0
    from rootmap.cases.library import load_library

    library = load_library(profile)
    sys.stderr.writelines(f"rootmap: left out: {problem}\n" for problem in library.problems)
    sys.stdout.writelines(case_text.line_of(case) for case in library.cases)
    return 0


def _check(arguments: argparse.Namespace, profile: Profile) -> int:
    """Print every fault of every case, one line each; of a sound case, what its author should look at."""
    if arguments.schema:
        from rootmap.cases.case_parse import json_schema

        sys.stdout.write(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n")
        return 0
    from rootmap.cases.pictures import picture_faults
    from rootmap.cases.reading import Reader

    reader, faulty = Reader(), False
    ranker = _ranker(profile) if arguments.ranking else None
    for path in arguments.cases or sorted(quizzes("cases").glob("*.yaml")):
        examined = reader.case(path)
        faults = examined.faults if examined.item is None else tuple(picture_faults(examined.item))
        faulty = report(path, faults, examined.hints) or faulty
        if ranker is not None and examined.item is not None:
            sys.stdout.write(f"{path.name}: {_ranked(examined.item, ranker)}\n")
    return BAD_INPUT if faulty else 0


def _ranker(profile: Profile) -> "CaseRanker":
    from rootmap.anatomy.load import load_anatomy
    from rootmap.atlas.store import to_rank_by
    from rootmap.cases.ranking import CaseRanker
    from rootmap.cases.tables import tables_of
    from rootmap.cli.subject import open_atlases, open_figure

    figure = open_figure(DEFAULT_FIGURE)
    return CaseRanker(figure, to_rank_by(open_atlases(None, figure, profile)), tables_of(load_anatomy()))


def _ranked(case: "Case", ranker: "CaseRanker") -> str:
    """Return where the ranking puts the answer, in words, and warning signs on which it and the case disagree."""
    from rootmap.cases.ranking import GOOD_PLACES, alarm_faults, place_of

    ranking = ranker.rank(case)
    place = place_of(case.answer, ranking)
    for fault in alarm_faults(case, ranking):
        sys.stdout.write(f"{case.path.name}: look at urgency.red_flags: {fault}\n")
    imaging = ranker.imaging_hint(case, ranking)
    if imaging:
        sys.stdout.write(f"{case.path.name}: look at imaging.answer: {imaging}; make sure that is meant\n")
    leading = ", ".join(
        f"{each.candidate.id} {each.candidate.side} {each.probability:.0%}" for each in ranking.entries[:SHOWN]
    )
    said = f"the ranking has the answer in place {place or 'none'}: {leading}"
    if place is not None and place <= GOOD_PLACES:
        return said
    return f"look at ranking_note: {said}" if not case.ranking_note else f"{said}; see its ranking_note"


def report(path: Path, faults: tuple[InputError, ...], hints: tuple[InputError, ...]) -> bool:
    """Print what checking a file found, a line each; return whether it has faults."""
    if not faults:
        sys.stdout.write(f"{path.name}: good\n")
        said = (str(hint).removeprefix(f"{hint.where}: ") for hint in hints)
        sys.stdout.writelines(f"{path.name}: look at {line}\n" for line in said)
    sys.stderr.writelines(f"rootmap: {fault}\n" for fault in faults)
    return bool(faults)


def _show(arguments: argparse.Namespace, profile: Profile) -> int:
    from rootmap.anatomy.load import load_anatomy
    from rootmap.cases.tables import tables_of
    from rootmap.cli import case_text

    case = _named(arguments.case, profile)
    if arguments.output is not None:
        from rootmap.skin.drawing_file import write_drawing

        if arguments.output.suffix != ".rootmap":
            raise InputError("--output", str(arguments.output), "is not the name of a drawing", "end it in .rootmap")
        write_drawing(case.drawing, arguments.output)
    sys.stdout.write(case_text.story(case))
    if arguments.answer:
        sys.stdout.write("\n" + case_text.answer(case, tables_of(load_anatomy())))
    return 0


def _named(name: str, profile: Profile) -> "Case":
    """Return the case in a file or of an id. Raises InputError that lists the ids."""
    from rootmap.cases.library import load_library
    from rootmap.cases.reading import read_case

    if name.endswith(".yaml") or Path(name).exists():
        return read_case(Path(name))
    library = load_library(profile)
    case = library.case(name)
    if case is None:
        from rootmap.source_file.faults import listed, nearest

        known = [each.id for each in library.cases]
        raise InputError("case", name, "is no case here", f"{nearest(name, known)}there is {listed(known)}")
    return case


def _pack(arguments: argparse.Namespace, _profile: Profile) -> int:
    from rootmap.cases.pack.write import write_pack

    words = {"id": arguments.id or arguments.output.stem, "title": arguments.title}
    words |= {"author": arguments.author, "licence": arguments.licence}
    pack = write_pack(arguments.files, arguments.output, words)
    sys.stdout.write(f"{arguments.output.name}: {_counted(len(pack.cases), len(pack.banks))}\n")
    return 0


def _install(arguments: argparse.Namespace, profile: Profile) -> int:
    from rootmap.cases.pack.install import install_pack

    for path in arguments.packs:
        done = install_pack(path, profile)
        again = ", in the place of an earlier one" if done.replaced else ""
        manifest, count = done.pack.manifest, _counted(len(done.pack.cases), len(done.pack.banks))
        sys.stdout.write(f"installed: {manifest.title} by {manifest.author} ({manifest.licence}), {count}{again}\n")
    return 0


def _counted(cases: int, banks: int) -> str:
    return f"{cases} case{'s' * (cases != 1)}, {banks} question bank{'s' * (banks != 1)}"
