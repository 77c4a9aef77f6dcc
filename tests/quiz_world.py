"""Everything the quiz can ask, for the tests: the tables, the maps, the published banks, the ranking."""

from functools import cache

from explore_world import the_figure, the_library
from rootmap.anatomy.vocabulary import Root
from rootmap.atlas.store import to_rank_by
from rootmap.cases.reading import Reader
from rootmap.explore.compare import known_pairs
from rootmap.localise.ranker import Ranker
from rootmap.quiz.case_heads import case_heads
from rootmap.quiz.deck import Deck
from rootmap.quiz.material import Material
from rootmap.resources import quizzes
from rootmap.skin.figure import Figure


@cache
def the_material() -> Material:
    """Return all that questions are made of, with the map of the ISNCSCI in use."""
    library = the_library()
    reader = Reader(library.anatomy)
    banks = tuple(reader.bank(path).sound() for path in sorted(quizzes("questions").glob("*.yaml")))
    pairs = tuple((tuple(Root(ref.id) for ref in pair.roots), pair.nerve.id) for pair in known_pairs(library))
    ranker = Ranker(to_rank_by(library.atlases), library.anatomy)
    cases = case_heads((quizzes(),))
    return Material(library.anatomy, library.links, library.atlases, "isncsci", banks, pairs, ranker, cases)


@cache
def the_deck() -> Deck:
    """Return everything that can be asked."""
    return Deck(the_material())


def figure() -> Figure:
    """Return the neutral figure."""
    return the_figure()
