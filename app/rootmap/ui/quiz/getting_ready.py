"""Brings together what a quiz is made of, when it is entered: tables, maps, banks, pairs; nothing of it before."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from rootmap.anatomy.links import load_links
from rootmap.anatomy.load import load_anatomy
from rootmap.anatomy.vocabulary import Root
from rootmap.cases.bank import QuestionBank
from rootmap.cases.library import QUESTIONS, folders
from rootmap.cases.reading import Reader
from rootmap.explore.compare import known_pairs
from rootmap.explore.library import Library
from rootmap.files import Signature, signature
from rootmap.progress.records import Item
from rootmap.quiz.case_heads import case_heads
from rootmap.quiz.deck import Deck, quiz_catalogue
from rootmap.quiz.material import Material

if TYPE_CHECKING:
    from rootmap.profile import Profile
    from rootmap.ui.session import Knowledge


def deck_of(knowledge: "Knowledge", wanted: str, profile: "Profile") -> Deck:
    """Return all that can be asked. Raises InputError when the tables cannot be read."""
    return Deck(_material(knowledge, wanted, profile, _banks(profile)))


def items_of(knowledge: "Knowledge", profile: "Profile") -> Mapping[str, Item]:
    """Return all items but those of the banks, which take long to read. Raises InputError as `deck_of` does."""
    return quiz_catalogue(_material(knowledge, "", profile, ()))


def _material(knowledge: "Knowledge", wanted: str, profile: "Profile", banks: tuple[QuestionBank, ...]) -> Material:
    anatomy, links = knowledge.anatomy or load_anatomy(), load_links()
    found = known_pairs(Library(anatomy, links, knowledge.atlases))
    pairs = tuple((tuple(Root(ref.id) for ref in pair.roots), pair.nerve.id) for pair in found)
    cases = case_heads(folders(profile))
    return Material(anatomy, links, knowledge.atlases, wanted, banks, pairs, knowledge.ranker, cases)


def _banks(profile: "Profile") -> tuple[QuestionBank, ...]:
    """Return the banks that can be used; what is wrong with the others is told by `rootmap quiz check`."""
    paths = [path for folder in folders(profile) for path in sorted((folder / QUESTIONS).glob("*.yaml"))]
    found = [bank for path in paths if (bank := _bank(path, signature(path))) is not None]
    return tuple({bank.id: bank for bank in reversed(found)}.values())[::-1]


@cache
def _bank(path: Path, _signature: Signature | None) -> QuestionBank | None:
    """Read a bank, once as long as its file does not change."""
    return Reader().bank(path).item
