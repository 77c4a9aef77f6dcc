"""Questions between nerves and the muscles they move."""

from random import Random

from rootmap.progress.records import Item
from rootmap.quiz.asked import Asked, Choice, Form, How
from rootmap.quiz.material import Material, shuffled, source_of


class MuscleNerve:
    """A muscle is named: which nerve moves it?"""

    form = Form.MUSCLE

    def __init__(self, material: Material) -> None:
        self._anatomy, self._links = material.anatomy, material.links

    def can(self, item: Item) -> bool:
        """Whether one nerve alone enters the muscle, and the muscle does not bear its name."""
        entering, muscle = self._entering(item.subject), self._anatomy.muscles[item.subject]
        return len(entering) == 1 and not _same(muscle.name, self._anatomy.nerves[entering[0]].name)

    def ask(self, item: Item, random: Random) -> Asked:
        """Offer the nerve among others near it, none of which reaches the muscle by a branch."""
        anatomy, muscle = self._anatomy, self._anatomy.muscles[item.subject]
        name = self._entering(muscle.id)[0]
        nerve = anatomy.nerves[name]
        below = set(self._links.branches_of(name))
        others = [
            other
            for key, other in anatomy.nerves.items()
            if key in self._links.nerves
            and self._links.nerves[key].muscles
            and muscle.id not in self._links.muscles_of(key)
            and key not in below
        ]
        others.sort(key=lambda other: (not set(other.roots) & set(nerve.roots), other.region != nerve.region))
        wrong = [Choice(other.id, other.name) for other in others]
        return Asked(
            item, self.form, How.ONE, f"{muscle.name}: which nerve moves it?",
            answer=nerve.name,
            why=f"{muscle.name}: {muscle.nerve}. {muscle.action}",
            source=source_of(anatomy, muscle.provenance, self._links.nerves[name].provenance),
            hint=muscle.bedside_test,
            choices=shuffled(Choice(name, nerve.name), wrong, random),
            correct=(name,),
        )  # fmt: skip

    def _entering(self, muscle: str) -> list[str]:
        return [name for name, links in self._links.nerves.items() if muscle in links.muscles]


class NerveMuscle:
    """A nerve is named: which of these muscles does it move?"""

    form = Form.MUSCLE

    def __init__(self, material: Material) -> None:
        self._anatomy, self._links = material.anatomy, material.links

    def can(self, item: Item) -> bool:
        """Whether the nerve moves muscles."""
        return bool(self._links.muscles_of(item.subject))

    def ask(self, item: Item, random: Random) -> Asked:
        """Offer one muscle of the nerve among those of the same roots or region that another nerve moves."""
        anatomy, nerve = self._anatomy, self._anatomy.nerves[item.subject]
        mine = self._links.muscles_of(nerve.id)
        muscle = anatomy.muscles[random.choice(mine)]
        driven = {name for links in self._links.nerves.values() for name in links.muscles}
        others = [
            other
            for other in anatomy.muscles.values()
            if other.id in driven and other.id not in mine and not _same(other.nerve, nerve.name)
        ]
        others.sort(key=lambda other: (not set(other.major_roots) & set(muscle.major_roots),
                                       other.region != muscle.region))  # fmt: skip
        wrong = [Choice(other.id, other.name, f"Nerve: {other.nerve}.") for other in others]
        return Asked(
            item, self.form, How.ONE, f"{nerve.name} nerve: which of these muscles does it move?",
            answer=muscle.name,
            why=f"It moves: {', '.join(anatomy.muscles[name].name for name in mine)}.",
            source=source_of(anatomy, self._links.nerves[nerve.id].provenance),
            choices=shuffled(Choice(muscle.id, muscle.name), wrong, random),
            correct=(muscle.id,),
        )  # fmt: skip


def _same(said: str, name: str) -> bool:
    """Whether a text has the first word of a nerve's name, so that it may mean that nerve."""
    return name.split()[0].rstrip(",").lower() in said.lower()
