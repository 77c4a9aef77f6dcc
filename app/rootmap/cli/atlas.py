"""`rootmap atlas`: list the maps, check their sources, or project them onto a figure."""

import argparse
import sys
from pathlib import Path

from rootmap.cli.subject import open_atlases, open_figure
from rootmap.profile import Profile
from rootmap.resources import atlases

DEFAULT_FIGURE = "neutral"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `atlas` can do."""
    deeds = parser.add_subparsers(required=True, metavar="list|check|build", dest="deed", parser_class=type(parser))
    deeds.add_parser("list", help="show the maps that can be used").set_defaults(do=_list)
    for name, summary, do in (
        ("check", "check map sources, without changing anything", _check),
        ("build", "project map sources onto a figure", _build),
    ):
        deed = deeds.add_parser(name, help=summary)
        deed.add_argument("sources", nargs="*", type=Path, metavar="FILE", help="a *.yaml map; default: all published")
        deed.set_defaults(do=do)
    for deed in deeds.choices.values():
        deed.add_argument("--figure", metavar="NAME", default=DEFAULT_FIGURE, help="default %(default)s")


def run(arguments: argparse.Namespace, profile: Profile) -> int:
    """Do what was asked and return the exit status."""
    status: int = arguments.do(arguments, profile)
    return status


def _list(arguments: argparse.Namespace, profile: Profile) -> int:
    for atlas in open_atlases(None, open_figure(arguments.figure), profile):
        info = atlas.info
        said = f"{info.kind}, {len(info.territories)} regions, evidence {info.evidence}"
        sys.stdout.write(f"{info.id:<24}{info.title} ({info.year}): {said}\n")
    return 0


def _check(arguments: argparse.Namespace, _profile: Profile) -> int:
    from rootmap.atlas.build import build
    from rootmap.atlas.source import read_source

    figure = open_figure(arguments.figure)
    for path in _sources(arguments.sources):
        compiled = build(read_source(path), figure)
        sys.stdout.write(f"{path.name}: good, {len(compiled.info.territories)} regions\n")
    return 0


def _build(arguments: argparse.Namespace, profile: Profile) -> int:
    from rootmap.atlas.build import build, save
    from rootmap.atlas.source import read_source

    figure = open_figure(arguments.figure)
    folder = profile.atlases if arguments.sources else figure.folder / "atlases"
    for path in _sources(arguments.sources):
        compiled = build(read_source(path), figure)
        save(compiled, folder)
        sys.stdout.write(f"{compiled.info.id}: built for the figure {figure.name}\n")
    return 0


def _sources(given: list[Path]) -> list[Path]:
    """Return the files given, or every published map."""
    return given or sorted(atlases().rglob("*.yaml"))
