"""Brings together what a quiz is made of, when it is entered: tables, maps, banks, pairs; nothing of it before."""

from typing import TYPE_CHECKING

from rootmap.anatomy.links import load_links
from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.vocabulary import Root
from rootmap.cases.bank import QuestionBank
from rootmap.cases.library import QUESTIONS, folders
from rootmap.cases.reading import Reader
from rootmap.explore.compare import known_pairs
from rootmap.explore.library import Library
from rootmap.quiz.deck import Deck
from rootmap.quiz.material import Material

if TYPE_CHECKING:
    from rootmap.profile import Profile
    from rootmap.ui.session import Knowledge


def deck_of(knowledge: "Knowledge", wanted: str, profile: "Profile") -> Deck:
    """Return all that can be asked. Raises InputError when the tables cannot be read."""
    anatomy, links = knowledge.anatomy or load_anatomy(), load_links()
    found = known_pairs(Library(anatomy, links, knowledge.atlases))
    pairs = tuple((tuple(Root(ref.id) for ref in pair.roots), pair.nerve.id) for pair in found)
    return Deck(Material(anatomy, links, knowledge.atlases, wanted, _banks(profile), pairs, knowledge.ranker))


def _banks(profile: "Profile") -> tuple[QuestionBank, ...]:
    """Return the banks that can be used; what is wrong with the others is told by `rootmap quiz check`."""
    reader = Reader()
    paths = [path for folder in folders(profile) for path in sorted((folder / QUESTIONS).glob("*.yaml"))]
    found = [reader.bank(path).item for path in paths]
    return tuple({bank.id: bank for bank in reversed([each for each in found if each is not None])}.values())
