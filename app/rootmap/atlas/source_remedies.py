"""What a map's author reads about limits and segments, where the general words would not help."""

from typing import Any, get_args

from rootmap.source_file.faults import Said, nearest, short
from rootmap.source_file.yaml_lines import Place


def special(place: Place, kind: str, given: object) -> Said | None:
    """Return what is wrong and what to do, None where the general words do."""
    if place[:1] == ("areas",) and set(place) & {"along", "round"} and kind in ("float_type", "string_type"):
        return f'is no limit: "{short(given)}"', "write a number, the name of a curve, or null for no limit"
    if kind == "literal_error" and "segment" in place:
        return _segment(given)
    return None


def _segment(given: object) -> Said:
    from rootmap.atlas.source_schema import SEGMENTS  # which imports this module

    names: tuple[Any, ...] = get_args(SEGMENTS)
    stem = str(given).replace(".left", "").replace(".right", "")
    if stem in names and stem != given:
        return f'is "{short(given)}"', f"say {stem}: a map is written for the left side and mirrored"
    return f'is no segment: "{short(given)}"', f"{nearest(str(given), names)}segments are {', '.join(names)}"
