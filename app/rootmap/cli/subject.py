"""What the commands work on: a figure and its maps, found by name; an unknown name is answered with the known ones."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rootmap.errors import InputError
from rootmap.profile import Profile
from rootmap.resources import assets

BAD_INPUT = 2  # the exit status for anything the user can mend

if TYPE_CHECKING:
    from rootmap.atlas.model import CompiledAtlas
    from rootmap.skin.figure import Figure


def add_profile_dir(parser: argparse.ArgumentParser) -> None:
    """Add the option at every level; a suppressed default lets it stand before or after the command."""
    parser.add_argument(
        "--profile-dir", type=Path, metavar="DIR", default=argparse.SUPPRESS, help="keep all your data in DIR"
    )


def figure_names() -> list[str]:
    """Return the figures there are, at least one."""
    folder = assets("figures")
    known = sorted(path.parent.name for path in folder.glob("*/figure.json"))
    if not known:
        raise InputError(folder, "", "holds no figure", "install Rootmap again, or rebuild with 'make assets'")
    return known


def open_figure(name: str, drawing: Path | None = None) -> "Figure":
    """Return the figure called `name`, by `--figure` or by a drawing. Raises InputError that lists the figures."""
    known = figure_names()
    if name not in known:
        where, place = ("--figure", name) if drawing is None else (str(drawing), f'figure "{name}"')
        raise InputError(where, place, "is not a figure here", f"there is {_listed(known)}")
    from rootmap.skin.figure import load_figure

    return load_figure(name)


def open_atlases(names: Sequence[str] | None, figure: "Figure", profile: Profile) -> "tuple[CompiledAtlas, ...]":
    """Return the maps called `names`. Raises InputError that lists the maps for an unknown one.

    None stands for all; then a map of the user's own that cannot be used is left out, with a line on stderr.
    """
    from rootmap.atlas.store import available_atlases, load_atlas, usable_atlases

    if not names:
        maps, problems = usable_atlases(figure, profile)
        sys.stderr.writelines(f"rootmap: left out: {problem}\n" for problem in problems)
        return maps
    known = available_atlases(profile)
    for name in names:
        if name not in known:
            raise InputError("--atlas", name, "is not a map here", f"there is {_listed(known)}")
    return tuple(load_atlas(name, figure, profile) for name in dict.fromkeys(names))  # one given twice counts once


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "none"
