"""Nerves that a map draws by their branches only, such as the common fibular: what one may have painted as a whole."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rootmap.atlas.model import Kind

if TYPE_CHECKING:
    from rootmap.atlas.model import CompiledAtlas


def nerve_groups(maps: Sequence["CompiledAtlas"]) -> Mapping[str, tuple[str, ...]]:
    """Return the nerves without a field of their own on the nerve maps among `maps`, with their branches' territories.

    None, and nothing is read, where there is no such map.
    """
    drawn = {
        name for atlas in maps if atlas.info.kind is Kind.NERVE and not atlas.info.shares for name in atlas.info.codes
    }
    if not drawn:
        return {}
    from rootmap.anatomy.links import load_links

    links = load_links()
    groups = {
        nerve: tuple(branch for branch in links.branches_of(nerve) if branch in drawn)
        for nerve in links.nerves
        if nerve not in drawn
    }
    return {nerve: branches for nerve, branches in groups.items() if len(branches) > 1}
