"""Questions of safety: is it a warning sign and how urgent, and are pictures taken now or later?"""

from random import Random

from rootmap.anatomy.model import Anatomy, RedFlag, Urgency
from rootmap.anatomy.spine import ImagingAnswer
from rootmap.anatomy.vocabulary import Root, roots_between
from rootmap.cases.bank import IMAGING_OPTIONS
from rootmap.cases.model import Haste
from rootmap.progress.records import Item, ItemKind
from rootmap.quiz.asked import Asked, Choice, Form, How
from rootmap.quiz.material import Material, source_of

# What patients often say and what by itself is no warning sign; our choice among the history items of tests.yaml.
_NO_WARNING = (
    "worse_sitting", "worse_cough", "worse_bending_forward", "better_sitting", "better_bending_forward",
    "pain_below_knee", "leg_pain_worse_than_back", "hand_shaking_relief", "worse_neck_movement",
)  # fmt: skip
_HASTE = {
    Haste.EMERGENCY: "Emergency: now",
    Haste.URGENT: "Urgent: the same day or within days",
    Haste.RAISES_SUSPICION: "Raises suspicion: look further, not in a hurry",
    Haste.NONE: "No warning sign by itself",
}
_PICTURES = ("MRI", "X-ray", "CT", "maging")
_PAINFUL = (*roots_between(Root.C5, Root.C8), *roots_between(Root.L2, Root.S1))  # a disc strikes these; others rarely
_FINE = "Power, feeling and reflexes are normal and there is no warning sign."
# A patient for each rule of imaging.yaml that plain root pain can fall under.
_PATIENTS = {
    "first_weeks": "For two weeks {pain} The pain can be borne.",
    "recent_image": "A new episode of known pain: {pain} There is an MRI of three months ago.",
    "would_change_nothing": "For two months {pain} The patient wants neither an injection nor an operation.",
    "failed_care": "For two months, in spite of care, {pain} The patient would accept an injection or an operation.",
}


def safety_items(anatomy: Anatomy) -> list[Item]:
    """Return what is no warning sign, warning signs that call for pictures, and root pains that can wait for them."""
    harmless = [name for name in _NO_WARNING if name in anatomy.tests]
    flags = [flag for flag in anatomy.red_flags.values() if _is_imaged(flag)]
    return [
        *(Item(ItemKind.RED_FLAG_URGENCY, name, f"Urgency of: {anatomy.tests[name].name}") for name in harmless),
        *(Item(ItemKind.IMAGING_TIME, flag.id, f"When to image: {flag.text}") for flag in flags),
        *(Item(ItemKind.IMAGING_TIME, f"pain_{root}", f"When to image: pain of {root}", (root,)) for root in _PAINFUL),
    ]


def _is_imaged(flag: RedFlag) -> bool:
    """Whether a picture answers a warning sign: an emergency whose next step names one, or an urgent one marked so."""
    if flag.urgency is Urgency.EMERGENCY:
        return any(word in flag.next_step for word in _PICTURES)
    return flag.urgency is Urgency.URGENT and flag.images


class RedFlagUrgency:
    """Something a patient says or shows: a warning sign, and how urgent?"""

    form = Form.RED_FLAG

    def __init__(self, material: Material) -> None:
        self._anatomy = material.anatomy

    def can(self, item: Item) -> bool:
        """Whether the tables say how urgent it is."""
        return item.subject in self._anatomy.red_flags or item.subject in _NO_WARNING

    def ask(self, item: Item, _random: Random) -> Asked:
        """Offer the four degrees of haste, without one that holds in some circumstances."""
        anatomy = self._anatomy
        flag = anatomy.red_flags.get(item.subject)
        if flag is None:
            test = anatomy.tests[item.subject]
            haste, text, provenance = Haste.NONE, f"{test.name}, and nothing else of note", test.provenance
            why = f"By itself no warning sign. {test.positive_means}."
            offered = list(_HASTE)
        else:
            haste, text, provenance = Haste(flag.urgency.value), flag.text, flag.provenance
            why = f"{flag.condition}: {flag.urgency_text}. {flag.next_step}. Local pathways go first."
            offered = [each for each in _HASTE if each is haste or not _may_be(each, flag.urgency_text)]
        return Asked(
            item, self.form, How.ONE, f"{text}. A warning sign? How urgent?",
            answer=_HASTE[haste], why=why, source=source_of(anatomy, provenance),
            choices=tuple(Choice(each.value, _HASTE[each]) for each in offered),
            correct=(haste.value,),
        )  # fmt: skip


def _may_be(haste: Haste, said: str) -> bool:
    """Whether the table's words name this haste too, for some circumstances."""
    words = said.lower()
    if haste is Haste.EMERGENCY:
        return "emergency" in words
    return haste is Haste.URGENT and ("same day" in words or "urgent" in words or "if acute" in words)


class ImageWhen:
    """A short picture of a patient: pictures now, later or not?"""

    form = Form.IMAGING

    def __init__(self, material: Material) -> None:
        self._anatomy = material.anatomy

    def can(self, item: Item) -> bool:
        """Whether the tables decide it."""
        return item.subject in self._anatomy.red_flags or item.subject.startswith("pain_")

    def ask(self, item: Item, random: Random) -> Asked:
        """Tell the patient and offer the times."""
        told = self._warned(item) if item.subject in self._anatomy.red_flags else self._waiting(item, random)
        text, time, why, source = told
        return Asked(
            item, self.form, How.ONE, f"{text} When are pictures taken?",
            answer=IMAGING_OPTIONS[time], why=why, source=source,
            choices=tuple(Choice(each.value, words) for each, words in IMAGING_OPTIONS.items()),
            correct=(time.value,),
        )  # fmt: skip

    def _warned(self, item: Item) -> tuple[str, ImagingAnswer, str, str]:
        flag = self._anatomy.red_flags[item.subject]
        why = f"{flag.condition}: {flag.next_step}. Local pathways go first."
        return f"{flag.text}.", ImagingAnswer.NOW, why, source_of(self._anatomy, flag.provenance)

    def _waiting(self, item: Item, random: Random) -> tuple[str, ImagingAnswer, str, str]:
        """Tell a patient with root pain to whom a rule of imaging applies."""
        anatomy, root = self._anatomy, Root(item.subject.removeprefix("pain_"))
        name = random.choice([each for each in _PATIENTS if each in anatomy.imaging])
        rule = anatomy.imaging[name]
        pain = f"pain on one side ({anatomy.roots[root].pain.rstrip('.')})."
        text = f"{_PATIENTS[name].format(pain=pain)} {_FINE}"
        why = f"{rule.reason}. What to ask for: {rule.which}. The pain fits {root}."
        return text, ImagingAnswer(rule.answer.value), why, source_of(anatomy, rule.provenance)
