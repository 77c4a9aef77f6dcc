"""Everything that can be looked up, read once for the tests: the tables and every map that travels with the program."""

from functools import cache

from rootmap.anatomy.links import load_links
from rootmap.anatomy.load import load_anatomy
from rootmap.atlas.agreement import Agreement
from rootmap.atlas.model import Kind
from rootmap.atlas.stack import stack
from rootmap.atlas.store import usable_atlases
from rootmap.explore.library import Library
from rootmap.skin.figure import Figure, load_figure


@cache
def the_figure() -> Figure:
    """Return the neutral figure."""
    return load_figure()


@cache
def the_library() -> Library:
    """Return the library of all tables and maps."""
    atlases = usable_atlases(the_figure())[0]
    roots = stack(the_figure(), [atlas for atlas in atlases if atlas.info.kind is Kind.DERMATOME])
    return Library(load_anatomy(), load_links(), atlases, Agreement(roots))
