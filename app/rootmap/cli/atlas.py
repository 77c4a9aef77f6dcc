"""`rootmap atlas`: list the maps, check their sources, or project them onto a figure."""

import argparse
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from rootmap.cli.subject import BAD_INPUT, add_profile_dir, figure_names, open_atlases, open_figure
from rootmap.errors import InputError
from rootmap.files import read_text, write_atomic
from rootmap.profile import Profile
from rootmap.resources import atlases

if TYPE_CHECKING:
    from rootmap.skin.figure import Figure

DEFAULT_FIGURE = "neutral"
EVIDENCE_WIDTH = 90  # letters to a line


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `atlas` can do."""
    deeds = parser.add_subparsers(required=True, metavar="list|check|build", dest="deed", parser_class=type(parser))
    deeds.add_parser("list", help="show the maps that can be used").set_defaults(do=_list)
    for name, summary, do in (
        ("check", "check map sources, without changing anything", _check),
        ("build", "project map sources onto the figures", _build),
    ):
        deed = deeds.add_parser(name, help=summary)
        deed.add_argument("sources", nargs="*", type=Path, metavar="FILE", help="a *.yaml map; default: all")
        deed.set_defaults(do=do)
    for name, deed in deeds.choices.items():
        default, help_text = (
            (None, "default: every figure") if name == "build" else (DEFAULT_FIGURE, "default %(default)s")
        )
        deed.add_argument("--figure", metavar="NAME", default=default, help=help_text)
        add_profile_dir(deed)


def run(arguments: argparse.Namespace, profile: Profile) -> int:
    """Do what was asked and return the exit status."""
    status: int = arguments.do(arguments, profile)
    return status


def _list(arguments: argparse.Namespace, profile: Profile) -> int:
    for atlas in open_atlases(None, open_figure(arguments.figure), profile):
        info = atlas.info
        year = "" if str(info.year) in info.title else f", {info.year}"
        sys.stdout.write(f"{info.id}: {info.title}{year}; {info.kind}, {len(info.territories)} regions\n")
        sys.stdout.write(textwrap.indent(textwrap.fill(info.evidence, EVIDENCE_WIDTH), "    ") + "\n")
    return 0


def _check(arguments: argparse.Namespace, profile: Profile) -> int:
    """Print every fault of every source, one line each; a source without any is also tried on the figure."""
    from rootmap.atlas.build import build
    from rootmap.atlas.source import check, read_source

    figure = open_figure(arguments.figure)
    faulty = False
    for path in arguments.sources or _all_sources(profile):
        faults = check(path)
        if not faults:
            try:
                regions = build(read_source(path), figure).info.territories
                sys.stdout.write(f"{path.name}: good, {len(regions)} regions\n")
            except InputError as error:
                faults = [str(error)]
        faulty = faulty or bool(faults)
        sys.stderr.writelines(f"rootmap: {fault}\n" for fault in faults)
    return BAD_INPUT if faulty else 0


def _build(arguments: argparse.Namespace, profile: Profile) -> int:
    names = [arguments.figure] if arguments.figure else figure_names()
    built = {name: _build_for(open_figure(name), arguments.sources, profile) for name in names}
    said = [f"built for the figure {name}: {', '.join(maps)}" for name, maps in built.items() if maps]
    sys.stdout.write("\n".join(said or ["every map is up to date"]) + "\n")
    return 0


def _build_for(figure: "Figure", sources: list[Path], profile: Profile) -> tuple[str, ...]:
    own = profile.atlases / "compiled" / figure.name
    if sources:
        return tuple(_adopt(path, figure, profile.atlases, own) for path in sources)
    from rootmap.atlas.build import build_all

    return build_all(figure) + build_all(figure, profile.atlases, own)


def _adopt(path: Path, figure: "Figure", sources: Path, compiled: Path) -> str:
    """Build a map of the user's own and keep its source in the profile, where `atlas list` finds it."""
    from rootmap.atlas.build import build, save
    from rootmap.atlas.source import read_source
    from rootmap.atlas.store import available_atlases

    source = read_source(path)
    if source.info.id in available_atlases():
        problem = f"{source.info.id} is the name of a published map"
        raise InputError(path, "id", problem, "give yours another")
    save(build(source, figure), compiled)
    write_atomic(sources / f"{source.info.id}.yaml", read_text(path))
    return source.info.id


def _all_sources(profile: Profile) -> list[Path]:
    """Return the sources of every published map, then of the user's own."""
    return [path for folder in (atlases(), profile.atlases) for path in sorted(folder.rglob("*.yaml"))]
