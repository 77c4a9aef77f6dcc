"""`rootmap rank`: what fits a drawing, as a table or as JSON."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rootmap.cli.subject import open_atlases, open_figure
from rootmap.errors import InputError
from rootmap.profile import Profile

if TYPE_CHECKING:
    from rootmap.atlas.model import CompiledAtlas
    from rootmap.localise.evidence import Ranking
    from rootmap.localise.imaging import ImagingDecision
    from rootmap.skin.figure import Figure


SETTINGS = ("anyone", "leg", "arm", "emergency")  # rootmap.localise.settings.Setting, which is slow to import


@dataclass(frozen=True)
class How:
    """How to rank: by which maps (all when None), on which figure (the drawing's own when None), in which setting."""

    atlas_ids: Sequence[str] | None = None
    figure_name: str | None = None
    setting: str = SETTINGS[0]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `rank`."""
    parser.add_argument("drawing", type=Path, nargs="?", metavar="DRAWING", help="a *.rootmap file")
    parser.add_argument(
        "--batch",
        type=Path,
        metavar="DIR",
        help="rank every *.rootmap in DIR on all cores, each with NAME.findings.json beside it when there is one; "
        "needs --json. Skin is counted in pieces of about 3 mm, within about one percent of the exact areas",
    )
    parser.add_argument("--findings", type=Path, metavar="F", help="a file of bedside findings (JSON)")
    parser.add_argument("--atlas", action="append", metavar="ID", help="use this map only; may be repeated")
    parser.add_argument("--figure", metavar="NAME", help="rank on this figure instead of the drawing's own")
    parser.add_argument(
        "--setting",
        choices=SETTINGS,
        default=SETTINGS[0],
        help="where the patient is seen, and so who comes: anyone, a clinic for back and leg or for neck and arm, "
        "or an emergency room; default %(default)s",
    )
    parser.add_argument("--why", type=Path, metavar="OUT.PNG", help="write why the first leads, as a picture")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace, profile: Profile) -> int:
    """Print the ranking of a drawing, or of all drawings in a folder."""
    _refuse_what_does_not_go_together(arguments)
    if arguments.batch is not None:
        from rootmap.cli.batch import rank_folder

        return rank_folder(arguments.batch, profile, arguments.atlas, arguments.figure)
    if arguments.why is not None:
        _check_picture(arguments.why)
    how = How(arguments.atlas, arguments.figure, arguments.setting)
    ranking = rank(arguments.drawing, profile, arguments.findings, how)
    imaging = _imaging(ranking, arguments.findings)
    if arguments.why is not None:
        _write_why(ranking, arguments.why)
    if arguments.json:
        from rootmap.localise.report import to_json

        sys.stdout.write(json.dumps(to_json(ranking, imaging), allow_nan=False) + "\n")
    else:
        from rootmap.cli.ranking_text import in_words

        sys.stdout.write(in_words(ranking, imaging))
    return 0


def _check_picture(output: Path) -> None:
    """Raise InputError for a file that no picture can be written to."""
    if output.suffix.lower() != ".png":
        raise InputError("--why", str(output), "is not the name of a PNG picture", "end it in .png")
    if not output.absolute().parent.is_dir():
        raise InputError("--why", str(output), "lies in a folder that does not exist", "make the folder first")


def _write_why(ranking: "Ranking", output: Path) -> None:
    if not ranking.has_evidence:
        raise InputError("--why", str(output), "has nothing to show: nothing is painted", "paint first")
    from rootmap.export.why import why_picture
    from rootmap.files import write_atomic

    write_atomic(output, why_picture(ranking))


def rank(
    drawing_path: Path,
    profile: Profile,
    findings_path: Path | None = None,
    how: How = How(),
) -> "Ranking":
    """Return the ranking of the drawing in a file. Raises InputError."""
    from rootmap.skin.drawing_file import read_drawing

    drawing = read_drawing(drawing_path)
    figure = open_figure(how.figure_name) if how.figure_name else open_figure(drawing.figure, drawing_path)
    maps = maps_to_rank_by(figure, profile, how.atlas_ids)

    from rootmap.anatomy.load import load_anatomy
    from rootmap.localise.findings_file import read_findings
    from rootmap.localise.overlap import measure
    from rootmap.localise.ranker import Ranker
    from rootmap.localise.settings import Setting
    from rootmap.skin.drawing import paint
    from rootmap.skin.moving import as_on

    findings = read_findings(findings_path) if findings_path else ()
    table = measure(paint(as_on(drawing, figure), figure), figure, maps)
    return Ranker(maps, load_anatomy()).in_setting(Setting(how.setting)).rank(table, findings)


def maps_to_rank_by(figure: "Figure", profile: Profile, atlas_ids: Sequence[str] | None) -> "tuple[CompiledAtlas, ...]":
    """Return the named maps of a figure, or all that can be ranked by when None. Raises InputError."""
    return _to_rank_by(open_atlases(atlas_ids, figure, profile), atlas_ids or ())


def _refuse_what_does_not_go_together(arguments: argparse.Namespace) -> None:
    """Raise InputError when it is not clear what to rank."""
    help_line = "'rootmap rank --help' shows what is possible"
    if arguments.batch is None and arguments.drawing is None:
        raise InputError("rootmap rank", "DRAWING", "is missing", help_line)
    if arguments.batch is not None:
        if arguments.drawing is not None or arguments.findings is not None:
            problem = "takes its drawings and findings from the folder"
            raise InputError("rootmap rank", "--batch", problem, "leave DRAWING and --findings out")
        if arguments.setting != SETTINGS[0]:
            raise InputError("--setting", arguments.setting, "is not for a folder", "rank each drawing by itself")
        if not arguments.json:
            raise InputError("rootmap rank", "--batch", "prints JSON only", "add --json")


def _imaging(ranking: "Ranking", findings_path: Path | None) -> "ImagingDecision":
    """Return whether to image, from what was ranked and found."""
    from rootmap.anatomy.load import load_anatomy
    from rootmap.localise.findings_file import read_findings
    from rootmap.localise.imaging import decide

    return decide(load_anatomy(), read_findings(findings_path) if findings_path else (), ranking)


def _to_rank_by(maps: "Sequence[CompiledAtlas]", asked: Sequence[str]) -> "tuple[CompiledAtlas, ...]":
    """Return the maps one can rank by. Raises InputError when another was asked for by name, or none of roots."""
    from rootmap.atlas.store import of_roots, to_rank_by

    found = to_rank_by(maps)
    known = "choose one of roots, nerves or referral: `rootmap atlas list` shows them"
    for atlas in maps:
        if atlas not in found and atlas.info.id in asked:
            raise InputError(
                "--atlas", atlas.info.id, f"is a map of kind {atlas.info.kind}, one cannot rank by it", known
            )
    if asked and not of_roots(found):
        raise InputError("--atlas", ", ".join(asked), "holds no map of roots", "name one of roots too")
    return found
