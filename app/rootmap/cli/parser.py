"""What may be typed: a table of commands, and a parser that complains in one line."""

import argparse
import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from rootmap import __version__
from rootmap.cli import atlas, case, progress, quiz, rank, render, visits, window
from rootmap.cli.subject import add_profile_dir
from rootmap.errors import InputError
from rootmap.profile import Profile

EPILOG = "For teaching, never for treating a patient."


@dataclass(frozen=True)
class Command:
    """One subcommand: its name, a line of help, its options, and what it does (which returns the exit status).

    A command's module imports what it needs inside `run`: asking for one must not pay for the others.
    """

    name: str
    summary: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, Profile], int]


COMMANDS = (
    Command("rank", "rank the roots that fit a drawing", rank.add_arguments, rank.run),
    Command("render", "write a picture of a drawing", render.add_arguments, render.run),
    Command("atlas", "list, check or build the maps, or print their schema", atlas.add_arguments, atlas.run),
    Command("case", "list, check or show the cases, pack them, or install a pack", case.add_arguments, case.run),
    Command("quiz", "check question banks, or print their schema", quiz.add_arguments, quiz.run),
    Command("progress", "export, import or erase what the quiz keeps", progress.add_arguments, progress.run),
    Command("visits", "show how one patient fares over time", visits.add_arguments, visits.run),
)


@dataclass(frozen=True)
class Invocation:
    """A command line understood: where the user's data lives, and what to do with it."""

    profile_dir: Path | None
    run: Callable[[Profile], int]


def parse(words: Sequence[str]) -> Invocation:
    """Understand `words`. Raises InputError, on one line, for what cannot be meant."""
    command = _first_plain(words)
    if command is not None and command not in {known.name for known in COMMANDS}:
        namespace = _window_parser(command).parse_args(words)
    else:
        namespace = _full_parser(command).parse_args(words)
    action = getattr(namespace, "action", window.run)
    profile_dir: Path | None = getattr(namespace, "profile_dir", None)
    return Invocation(profile_dir, functools.partial(action, namespace))


class _OneLineParser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        option, _, problem = message.removeprefix("argument ").partition(": ")
        place, said = (option, problem) if problem else ("", message)
        raise InputError(self.prog, place, said, f"'{self.prog} --help' shows what is possible") from None


def _full_parser(chosen: str | None) -> _OneLineParser:
    """Return the parser of all commands; only the chosen one has its options, which the window's start need not pay."""
    parser = _OneLineParser(prog="rootmap", description="Without a command: open the window.", epilog=EPILOG)
    parser.add_argument("--version", action="version", version=f"rootmap {__version__}")
    add_profile_dir(parser)
    subparsers = parser.add_subparsers(metavar="COMMAND", parser_class=_OneLineParser)
    for command in COMMANDS:
        subparser = subparsers.add_parser(
            command.name, help=command.summary, description=command.summary.capitalize() + ".", epilog=EPILOG
        )
        if command.name == chosen:
            command.add_arguments(subparser)
            add_profile_dir(subparser)
            subparser.set_defaults(action=command.run)
    return parser


def _window_parser(word: str) -> _OneLineParser:
    """Return the parser of `rootmap FILE`; a word that can be no file is a mistyped command."""
    if not word.endswith((".rootmap", ".rootvisits")) and not Path(word).exists():
        known = ", ".join(command.name for command in COMMANDS)
        raise InputError("rootmap", word, "is neither a command nor a drawing", f"the commands are {known}")
    parser = _OneLineParser(prog="rootmap")
    parser.add_argument("drawing", type=Path)
    add_profile_dir(parser)
    return parser


def _first_plain(words: Sequence[str]) -> str | None:
    """Return the first word that is neither an option nor the folder after `--profile-dir`."""
    rest = iter(words)
    for word in rest:
        if word == "--profile-dir":
            next(rest, None)
        elif not word.startswith("-"):
            return word
    return None
