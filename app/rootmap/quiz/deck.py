"""All that can be asked: the catalogue with what the quiz adds to it, and the maker for each kind of item."""

from collections.abc import Mapping
from random import Random

from rootmap.progress.items import catalogue
from rootmap.progress.records import Item, ItemKind
from rootmap.quiz.asked import Asked, Form
from rootmap.quiz.bank_form import BankQuestion, bank_items
from rootmap.quiz.case_forms import case_items, makers_of
from rootmap.quiz.disc_forms import DiscRoot, RootDisc, disc_items
from rootmap.quiz.material import Maker, Material
from rootmap.quiz.nerve_forms import MuscleNerve, NerveMuscle
from rootmap.quiz.next_test_form import BestTest, next_test_items
from rootmap.quiz.root_forms import MuscleRoot, ReflexRoot, RootComplaint, RootMuscle, RootReflex
from rootmap.quiz.safety_forms import ImageWhen, RedFlagUrgency, safety_items
from rootmap.quiz.territory_forms import NameTerritory, PaintTerritory, PointOut, RootOrNerve

_EVERY = 4  # after so many items of the tables comes one that the quiz adds


class Deck:
    """Asks about items; `catalogue` holds all of them in the order in which new ones are introduced."""

    def __init__(self, material: Material) -> None:
        self.catalogue = quiz_catalogue(material)
        paint = PaintTerritory(material)
        self._makers: Mapping[ItemKind, Maker] = {
            ItemKind.TERRITORY_ROOT: NameTerritory(material),
            ItemKind.ROOT_TERRITORY: paint,
            ItemKind.NERVE_TERRITORY: paint,
            ItemKind.KEY_POINT_ROOT: PointOut(material),
            ItemKind.MUSCLE_ROOT: MuscleRoot(material),
            ItemKind.MUSCLE_NERVE: MuscleNerve(material),
            ItemKind.NERVE_MUSCLE: NerveMuscle(material),
            ItemKind.ROOT_MUSCLE: RootMuscle(material),
            ItemKind.ROOT_REFLEX: RootReflex(material),
            ItemKind.ROOT_COMPLAINT: RootComplaint(material),
            ItemKind.REFLEX_ROOT: ReflexRoot(material),
            ItemKind.ROOT_OR_NERVE: RootOrNerve(material),
            ItemKind.DISC_ROOT: DiscRoot(material),
            ItemKind.ROOT_DISC: RootDisc(material),
            ItemKind.RED_FLAG_URGENCY: RedFlagUrgency(material),
            ItemKind.IMAGING_TIME: ImageWhen(material),
            ItemKind.NEXT_TEST: BestTest(material),
            ItemKind.BANK: BankQuestion(material),
            **makers_of(material),
        }

    def form(self, item: Item) -> Form:
        """Return what sort of question there is about an item."""
        return self._makers[item.kind].form

    def can(self, item: Item) -> bool:
        """Whether there is a fair question about an item."""
        return item.id in self.catalogue and self._makers[item.kind].can(item)

    def ask(self, item: Item, random: Random) -> Asked:
        """Return a question about an item that can be asked about."""
        return self._makers[item.kind].ask(item, random)


def quiz_catalogue(material: Material) -> Mapping[str, Item]:
    """Return the items of the tables, and between them those of discs, pairs, pictures, tests, banks and cases."""
    own = list(catalogue(material.anatomy, material.links).values())
    pairs = [
        Item(ItemKind.ROOT_OR_NERVE, nerve, f"Root or nerve: {material.anatomy.nerves[nerve].name}", roots)
        for roots, nerve in material.pairs
    ]
    queues = [
        pairs,
        disc_items(material.anatomy),
        safety_items(material.anatomy),
        next_test_items(material),
        bank_items(material.banks),
        case_items(material),
    ]
    added = [queue[place] for place in range(max(map(len, queues))) for queue in queues if place < len(queue)]
    ordered: list[Item] = []
    for place, item in enumerate(own, start=1):
        ordered.append(item)
        if place % _EVERY == 0 and added:
            ordered.append(added.pop(0))
    return {item.id: item for item in (*ordered, *added)}
