"""`rootmap atlas`: list the maps, check their sources, or project them onto a figure."""

import argparse
import json
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rootmap.cli.subject import BAD_INPUT, add_profile_dir, figure_names, open_atlases, open_figure
from rootmap.errors import InputError
from rootmap.profile import Profile
from rootmap.resources import atlases

if TYPE_CHECKING:
    from rootmap.skin.figure import Figure

DEFAULT_FIGURE = "neutral"
EVIDENCE_WIDTH = 90  # letters to a line


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `atlas` can do."""
    deeds = parser.add_subparsers(
        required=True, metavar="list|check|build|schema", dest="deed", parser_class=type(parser)
    )
    deeds.add_parser("list", help="show the maps that can be used").set_defaults(do=_list)
    for name, summary, do in (
        ("check", "check map sources, without changing anything", _check),
        ("build", "project map sources onto the figures", _build),
    ):
        deed = deeds.add_parser(name, help=summary)
        deed.add_argument("sources", nargs="*", type=Path, metavar="FILE", help="a *.yaml map; default: all")
        deed.set_defaults(do=do)
    schema = deeds.add_parser("schema", help="print the format of a map's source as a JSON Schema, for editors")
    schema.set_defaults(do=_schema)
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
    """Print every fault of every source, one line each; of a source without any, what its author should look at."""
    from rootmap.anatomy.load import load_anatomy
    from rootmap.atlas.examine import examine
    from rootmap.atlas.prepared import PreparedFigure
    from rootmap.atlas.source import check, read_source

    ready, key_points = PreparedFigure(open_figure(arguments.figure)), load_anatomy().key_points
    faulty = False
    for path in arguments.sources or _all_sources(profile):
        faults = check(path)
        if not faults:
            try:
                source = read_source(path)
                hints = examine(source, ready, key_points)
                sys.stdout.write(f"{path.name}: good, {len(source.info.territories)} regions\n")
                sys.stdout.writelines(f"{path.name}: look at {hint}\n" for hint in hints)
            except InputError as error:
                faults = [str(error)]
        faulty = faulty or bool(faults)
        sys.stderr.writelines(f"rootmap: {fault}\n" for fault in faults)
    return BAD_INPUT if faulty else 0


def _schema(_arguments: argparse.Namespace, _profile: Profile) -> int:
    """Print the format of a map's source for editors."""
    from rootmap.atlas.source_schema import json_schema

    sys.stdout.write(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n")
    return 0


def _build(arguments: argparse.Namespace, profile: Profile) -> int:
    names = [arguments.figure] if arguments.figure else figure_names()
    built = {name: _build_for(open_figure(name), arguments.sources, profile) for name in names}
    said = [f"built for the figure {name}: {', '.join(maps)}" for name, maps in built.items() if maps]
    sys.stdout.write("\n".join(said or ["every map is up to date"]) + "\n")
    return 0


def _build_for(figure: "Figure", sources: Sequence[Path], profile: Profile) -> tuple[str, ...]:
    """Build maps of the user's own and keep them where `atlas list` finds them; without any, all that have changed."""
    from rootmap.atlas.own import compile_own, compiled_folder, keep

    if not sources:
        from rootmap.atlas.build import build_all

        return build_all(figure) + build_all(figure, profile.atlases, compiled_folder(figure.name, profile))
    from rootmap.atlas.prepared import PreparedFigure

    ready, built = PreparedFigure(figure), []
    for path in sources:
        own = compile_own(path, ready, profile)
        keep(own, profile)
        built.append(own.id)
    return tuple(built)


def _all_sources(profile: Profile) -> list[Path]:
    """Return the sources of every published map, then of the user's own."""
    return [path for folder in (atlases(), profile.atlases) for path in sorted(folder.rglob("*.yaml"))]
