"""`rootmap case`: list the cases, check or show them, pack them, or install a pack."""

import argparse
import json
import sys
from pathlib import Path

from rootmap.cli.subject import BAD_INPUT, add_profile_dir
from rootmap.profile import Profile
from rootmap.resources import quizzes


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `case` can do."""
    deeds = parser.add_subparsers(required=True, metavar="check", dest="deed", parser_class=type(parser))
    check = deeds.add_parser("check", help="check case files, without changing anything")
    check.add_argument("cases", nargs="*", type=Path, metavar="FILE", help="a *.yaml case; default: all")
    check.add_argument("--schema", action="store_true", help="print the format as a JSON Schema, for editors")
    check.set_defaults(do=_check)
    for deed in deeds.choices.values():
        add_profile_dir(deed)


def run(arguments: argparse.Namespace, profile: Profile) -> int:
    """Do what was asked and return the exit status."""
    status: int = arguments.do(arguments, profile)
    return status


def _check(arguments: argparse.Namespace, _profile: Profile) -> int:
    """Print every fault of every case, one line each; of a sound case, what its author should look at."""
    if arguments.schema:
        from rootmap.cases.case_parse import json_schema

        sys.stdout.write(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n")
        return 0
    from rootmap.cases.reading import Reader

    reader, faulty = Reader(), False
    for path in arguments.cases or sorted(quizzes("cases").glob("*.yaml")):
        examined = reader.case(path)
        if examined.item is not None:
            sys.stdout.write(f"{path.name}: good\n")
        sys.stdout.writelines(
            f"{path.name}: look at {hint.place}: {hint.problem}; {hint.remedy}\n" for hint in examined.hints
        )
        sys.stderr.writelines(f"rootmap: {fault}\n" for fault in examined.faults)
        faulty = faulty or examined.item is None
    return BAD_INPUT if faulty else 0
