"""`rootmap quiz`: check question banks, or print their schema."""

import argparse
import json
import sys
from pathlib import Path

from rootmap.cli.case import report
from rootmap.cli.subject import BAD_INPUT, add_profile_dir
from rootmap.profile import Profile
from rootmap.resources import quizzes


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `quiz` can do."""
    deeds = parser.add_subparsers(required=True, metavar="check", dest="deed", parser_class=type(parser))
    check = deeds.add_parser("check", help="check question banks, without changing anything")
    check.add_argument("banks", nargs="*", type=Path, metavar="FILE", help="a *.yaml bank; default: all published")
    check.add_argument("--schema", action="store_true", help="print the format as a JSON Schema, for editors")
    check.set_defaults(do=_check)
    for deed in deeds.choices.values():
        add_profile_dir(deed)


def run(arguments: argparse.Namespace, profile: Profile) -> int:
    """Do what was asked and return the exit status."""
    status: int = arguments.do(arguments, profile)
    return status


def _check(arguments: argparse.Namespace, _profile: Profile) -> int:
    """Print every fault of every bank, one line each; of a sound bank, what its author should look at."""
    if arguments.schema:
        from rootmap.cases.bank_parse import json_schema

        sys.stdout.write(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n")
        return 0
    from rootmap.cases.reading import Reader

    reader, faulty = Reader(), False
    for path in arguments.banks or sorted(quizzes("questions").glob("*.yaml")):
        examined = reader.bank(path)
        faulty = report(path, examined.faults, examined.hints) or faulty
    return BAD_INPUT if faulty else 0
