"""Questions between roots and what they drive: muscles, reflexes, complaints."""

from random import Random

from rootmap.anatomy.model import Supply
from rootmap.anatomy.vocabulary import Root
from rootmap.progress.records import Item
from rootmap.quiz.asked import Asked, Choice, Form, How
from rootmap.quiz.material import Material, near, root_choices, root_name, shuffled, source_of

_TOLD = 6  # muscles told of a root at once; judgement


class MuscleRoot:
    """A muscle is named: which root leads in it?"""

    form = Form.MUSCLE

    def __init__(self, material: Material) -> None:
        self._anatomy = material.anatomy

    def can(self, item: Item) -> bool:
        """Whether roots lead in the muscle."""
        return bool(self._anatomy.muscles[item.subject].major_roots)

    def ask(self, item: Item, _random: Random) -> Asked:
        """Ask for the leading roots; others that have a share are not offered."""
        muscle = self._anatomy.muscles[item.subject]
        roots = tuple(sorted(muscle.major_roots))
        return Asked(
            item, self.form, How.ONE,
            f"{muscle.name}: which {'root leads' if len(roots) == 1 else 'roots lead'}?",
            answer=root_name(roots),
            why=f"{muscle.name} ({muscle.action.rstrip('.')}): led by {root_name(roots)}, "
            f"fed by {root_name(sorted(muscle.roots))}. Nerve: {muscle.nerve}. {muscle.disagreement}".strip(),
            source=source_of(self._anatomy, muscle.provenance),
            hint=muscle.bedside_test,
            choices=root_choices(roots, muscle.roots, self._anatomy.roots),
            correct=("+".join(root.value for root in roots),),
        )  # fmt: skip


class ReflexRoot:
    """A reflex is named: which root leads in it?"""

    form = Form.REFLEX

    def __init__(self, material: Material) -> None:
        self._anatomy = material.anatomy

    def can(self, item: Item) -> bool:
        """Whether roots lead in the reflex."""
        return bool(self._anatomy.reflexes[item.subject].major_roots)

    def ask(self, item: Item, _random: Random) -> Asked:
        """Ask for the leading roots; others that have a share are not offered."""
        reflex = self._anatomy.reflexes[item.subject]
        roots = tuple(sorted(reflex.major_roots))
        name = reflex.name if "reflex" in reflex.name.lower() else f"{reflex.name} reflex"
        return Asked(
            item, self.form, How.ONE,
            f"{name}: which {'root leads' if len(roots) == 1 else 'roots lead'}?",
            answer=root_name(roots),
            why=f"{name}: led by {root_name(roots)}, its arc runs through {root_name(sorted(reflex.roots))}. "
            f"Nerve: {reflex.nerve}.",
            source=source_of(self._anatomy, reflex.provenance),
            hint=reflex.how,
            choices=root_choices(roots, reflex.roots, self._anatomy.roots),
            correct=("+".join(root.value for root in roots),),
        )  # fmt: skip


class RootMuscle:
    """A root is named: which of these muscles does it lead in?"""

    form = Form.ROOT

    def __init__(self, material: Material) -> None:
        self._anatomy = material.anatomy

    def can(self, item: Item) -> bool:
        """Whether the root leads in a muscle."""
        return bool(self._anatomy.roots[Root(item.subject)].muscles_major)

    def ask(self, item: Item, random: Random) -> Asked:
        """Offer one muscle of the root among those that neighbours lead and it has no share in."""
        anatomy, root = self._anatomy, Root(item.subject)
        muscle = anatomy.muscles[random.choice(anatomy.roots[root].muscles_major)]
        wrong = [
            Choice(other.id, other.name, f"Led by {root_name(sorted(other.major_roots))}.")
            for neighbour in near(root, anatomy.roots)
            for other in random.sample(anatomy.muscles_of(neighbour), len(anatomy.muscles_of(neighbour)))
            if neighbour in other.major_roots and root not in other.roots and other.supply is Supply.SPINAL_ROOT
        ]
        wrong = list({choice.id: choice for choice in wrong}.values())
        led = [anatomy.muscles[name].name for name in anatomy.roots[root].muscles_major]
        more = f" and {len(led) - _TOLD} more" if len(led) > _TOLD else ""
        return Asked(
            item, self.form, How.ONE, f"In which of these muscles does {root} lead?",
            answer=muscle.name,
            why=f"{root} leads in: {', '.join(led[:_TOLD])}{more}.",
            source=source_of(anatomy, muscle.provenance),
            choices=shuffled(Choice(muscle.id, muscle.name), wrong, random),
            correct=(muscle.id,),
        )  # fmt: skip


class RootReflex:
    """A root is named: which of these reflexes does it lead in?"""

    form = Form.ROOT

    def __init__(self, material: Material) -> None:
        self._anatomy = material.anatomy
        self._usual = [each for each in self._anatomy.reflexes.values() if each.kind in ("tendon", "superficial")]

    def can(self, item: Item) -> bool:
        """Whether the root leads in a tendon or skin reflex."""
        return any(Root(item.subject) in reflex.major_roots for reflex in self._usual)

    def ask(self, item: Item, random: Random) -> Asked:
        """Offer one reflex of the root among those whose arc does not run through it."""
        root = Root(item.subject)
        mine = [reflex for reflex in self._usual if root in reflex.major_roots]
        reflex = random.choice(mine)
        others = [each for each in self._usual if root not in each.roots and each.major_roots]
        others.sort(key=lambda each: min(abs(one.order - root.order) for one in each.major_roots))
        wrong = [Choice(e.id, e.name, f"Led by {root_name(sorted(e.major_roots))}.") for e in others]
        return Asked(
            item, self.form, How.ONE, f"In which of these reflexes does {root} lead?",
            answer=reflex.name,
            why=f"{root} leads in: {', '.join(each.name for each in mine)}.",
            source=source_of(self._anatomy, reflex.provenance),
            choices=shuffled(Choice(reflex.id, reflex.name), wrong, random),
            correct=(reflex.id,),
        )  # fmt: skip


class RootComplaint:
    """A root is named: what does the patient complain of?"""

    form = Form.ROOT

    def __init__(self, material: Material) -> None:
        self._anatomy = material.anatomy

    def can(self, item: Item) -> bool:
        """Whether the root has a complaint of its own."""
        return bool(self._anatomy.roots[Root(item.subject)].complaint)

    def ask(self, item: Item, random: Random) -> Asked:
        """Offer the complaint of the root among those of its neighbours."""
        anatomy, root = self._anatomy, Root(item.subject)
        facts = anatomy.roots[root]
        texts = {facts.complaint}
        wrong = []
        for other in near(root, anatomy.roots):
            told = anatomy.roots[other].complaint
            if told and told not in texts:
                texts.add(told)
                wrong.append(Choice(other.value, told, f"That is {other}."))
        return Asked(
            item, self.form, How.ONE, f"A lesion of {root}: what does the patient complain of?",
            answer=facts.complaint,
            why=f"{root}: {facts.complaint}. Pain: {facts.pain}.",
            source=source_of(anatomy, facts.provenance["complaint"]),
            choices=shuffled(Choice(root.value, facts.complaint), wrong, random),
            correct=(root.value,),
        )  # fmt: skip
