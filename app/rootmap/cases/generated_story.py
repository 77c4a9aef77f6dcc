"""What a simulated patient says: who they are, the complaint, and an answer to each question, from templates."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rootmap.anatomy.vocabulary import Quality
from rootmap.cases.model import Sex
from rootmap.cases.tables import Tables
from rootmap.localise.evidence import Finding
from rootmap.simulate.patient import Patient
from rootmap.skin.coordinates import in_words
from rootmap.skin.drawing import Drawing, Mark, PatchMark, StrokeMark
from rootmap.skin.figure import SkinPoint

AGES = (24, 79)
MEN = ("baker", "lorry driver", "teacher", "roofer", "gardener", "clerk", "nurse", "farmer", "cook", "retired miner")
WOMEN = ("baker", "nurse", "teacher", "seamstress", "gardener", "clerk", "cleaner", "farmer", "violinist", "cook")
SINCE = ("For ten days", "For three weeks", "For a month now", "For some weeks", "For about two months")
# The parts of the body as patients call them, by the segments they are made of.
PARTS: Mapping[str, tuple[str, ...]] = {
    "leg": ("leg", "foot.dorsal", "foot.plantar"),
    "arm": ("arm", "hand.palmar", "hand.dorsal"),
    "trunk": ("trunk",),
    "head": ("head", "neck"),
    "saddle": ("perineum",),
}
# On one side and on both, as the patient says it; the last for the title of the case.
OWNERS: Mapping[str, tuple[str, str, str]] = {
    "leg": ("in my {} leg", "in both legs", "leg"),
    "arm": ("in my {} arm", "in both arms", "arm"),
    "trunk": ("on the {} side of my body", "on both sides of my body", "side"),
    "head": ("on the {} side of my head and neck", "on both sides of my head and neck", "head or neck"),
    "saddle": ("where I sit, on the {}", "where I sit", "seat"),
}
FACES = {
    "anterior": "front of the",
    "posterior": "back of the",
    "lateral": "outside of the",
    "medial": "inside of the",
    "anterolateral": "outer front of the",
    "posterolateral": "outer back of the",
    "anteromedial": "inner front of the",
    "posteromedial": "inner back of the",
}
AT_HOME = {"shank": "lower leg", "umbilicus": "navel", "pubis": "pubic bone", "jugular notch": "throat"}
MOST_PLACES = 4  # of one quality that a patient names
WHERE = "Where exactly do you feel what?"
FEELS = {
    Quality.PAIN: "hurts",
    Quality.BURNING: "burns",
    Quality.TINGLING: "tingles",
    Quality.NUMBNESS: "feels numb",
    Quality.HYPERSENSITIVITY: "cannot bear being touched",
}
NOUNS = {
    Quality.PAIN: "pain",
    Quality.BURNING: "burning",
    Quality.TINGLING: "tingling",
    Quality.NUMBNESS: "numbness",
    Quality.HYPERSENSITIVITY: "sore skin",
}
# The question, the answer yes, the answer no. What belongs together is asked together.
QUESTIONS: tuple[tuple[str, Mapping[str, tuple[str, str]]], ...] = (
    (
        "Any change in passing water, in the bowels or in feeling between the legs?",
        {
            "bladder_change": ("I have trouble passing water.", "Passing water is as always."),
            "bowel_change": ("I do not always feel when I must go.", "My bowels are as always."),
            "saddle_numbness": ("It feels numb where I sit.", "I feel everything between the legs."),
        },
    ),
    (
        "Any fever, weight loss, cancer, or pain that wakes you at night?",
        {
            "fever": ("I have had a fever.", "No fever."),
            "weight_loss": ("I have lost weight.", "I eat well and weigh the same."),
            "cancer_history": ("I have had cancer.", "I have never had cancer."),
            "night_pain": ("It wakes me at night and no position helps.", "At night I find a position that helps."),
        },
    ),
    (
        "Are both legs affected?",
        {
            "bilateral_leg_symptoms": ("Yes, I feel it in both legs.", "No, the other leg is fine."),
            "bilateral_leg_weakness": ("Both legs are weak.", "I am not weak in both legs."),
        },
    ),
    (
        "What makes it worse?",
        {"worse_cough": ("Coughing or sneezing does.", "Coughing and sneezing do nothing to it.")},
    ),
    (
        "What makes it better?",
        {
            "better_sitting": ("It goes when I sit down.", "Sitting down does not help."),
            "better_bending_forward": ("Bending forward helps.", "Bending forward does not help."),
            "better_standing_still": ("Just standing still helps.", "Standing still does not help."),
        },
    ),
    (
        "How are your hands when you button a shirt or write?",
        {"clumsy_hands": ("I have become clumsy and drop things.", "They do what they always did.")},
    ),
    (
        "Do you wake up with tingling hands, and do you shake them?",
        {"hand_shaking_relief": ("Yes, and shaking the hand helps.", "No, never.")},
    ),
    (
        "Have you seen blisters or a rash there?",
        {"blistering_rash": ("Yes, a band of little blisters.", "No, the skin is clear.")},
    ),
    ("Do you have diabetes?", {"diabetes": ("Yes, for years.", "No.")}),
    ("Does it hurt in the groin?", {"groin_pain": ("Yes, in the groin.", "No, not there.")}),
    (
        "Are you stiff in the morning?",
        {"morning_stiffness": ("Yes, shoulders and hips, for an hour or more.", "No more than anybody.")},
    ),
)


@dataclass(frozen=True)
class Who:
    """An invented patient."""

    age: int
    sex: Sex
    occupation: str

    @property
    def title(self) -> str:
        """How the list of cases calls them."""
        return f"{'An' if self.occupation[0] in 'aeiou' else 'A'} {self.occupation} of {self.age}"


@dataclass(frozen=True)
class Said:
    """The complaint in full and in a few words."""

    complaint: str
    short: str


def patient_of(chance: np.random.Generator) -> Who:
    """Return somebody."""
    sex = Sex.MALE if chance.random() < 0.5 else Sex.FEMALE
    work = MEN if sex is Sex.MALE else WOMEN
    return Who(int(chance.integers(*AGES)), sex, work[int(chance.integers(len(work)))])


def said_of(patient: Patient, chance: np.random.Generator) -> Said:
    """Return what a patient says of their drawing: what is felt, and roughly where."""
    qualities = [quality for quality, marks in patient.marks.items() if marks]
    part, side = _where(patient)
    one, both, title = OWNERS[part]
    owner = both if side == "both" else one.format(side)
    since = SINCE[int(chance.integers(len(SINCE)))]
    feels = [FEELS[quality] for quality in qualities]
    complaint = f"{since} something {_listed(feels)} {owner}. It comes and goes, but it will not leave me."
    return Said(complaint, f"{NOUNS[qualities[0]]} in the {title}")


def history_of(told: Sequence[Finding], tables: Tables) -> list[dict[str, Any]]:
    """Return the replies that tell all findings of the history, each once."""
    left = {each.test: each for each in told}
    replies = []
    for ask, answers in QUESTIONS:
        here = [left.pop(test) for test in answers if test in left]
        if here:
            words = " ".join(answers[each.test][0 if each.result == "present" else 1] for each in here)
            replies.append({"ask": ask, "says": words, "tells": [each.test for each in here]})
    for test, each in left.items():
        name = tables.examinations[test].name
        words = "Yes, that is so." if each.result == "present" else "No."
        replies.append({"ask": f"{name}?", "says": words, "tells": [test]})
    return replies


def places_of(drawing: Drawing) -> dict[str, Any]:
    """Return the reply that says where it is, one sentence for each quality: what one paints from."""
    said = []
    for layer in drawing.layers:
        seen = Counter(_at_home(in_words(point)) for mark in layer.marks for point in _points(mark))
        parts: dict[str, list[str]] = {}
        for (part, place), _ in seen.most_common(MOST_PLACES):
            parts.setdefault(part, []).append(place)
        named = "; ".join(f"{part}: {_listed(places)}" for part, places in parts.items())
        if named:
            said.append(f"It {FEELS[layer.quality]} here. {named[0].upper()}{named[1:]}.")
    return {"ask": WHERE, "says": " ".join(said), "tells": []}


def _points(mark: Mark) -> tuple[SkinPoint, ...]:
    return mark.points if isinstance(mark, StrokeMark) else (mark.centre,) if isinstance(mark, PatchMark) else ()


def _at_home(words: str) -> tuple[str, str]:
    """Return a clinician's words for a place as a patient says them: ("left leg", "outside of the thigh")."""
    part, _, rest = words.partition(" · ")
    first, _, more = rest.partition(",")[0].partition(" ")
    place = f"{FACES[first]} {more}" if first in FACES else f"{first} {more}".strip()
    for word, plain in AT_HOME.items():
        place = place.replace(word, plain)
    return part.replace("perineum", "between the legs"), place


def _listed(words: Sequence[str]) -> str:
    """Return "one", "one and two", "one, two and three"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _where(patient: Patient) -> tuple[str, str]:
    """Return the part of the body with most paint, and its side: both when neither has three quarters of it."""
    table = patient.table
    sums: dict[str, np.ndarray[Any, Any]] = {}
    for quality, areas in table.segments.items():
        if patient.marks.get(quality):
            for name, row in zip(table.segment_names, areas, strict=True):
                part = next((part for part, names in PARTS.items() if name in names), "trunk")
                sums[part] = sums.get(part, np.zeros(2)) + row
    part = max(sums, key=lambda each: float(sums[each].sum()))
    left, right = sums[part].tolist()
    share = left / (left + right) if left + right else 0.5
    return part, "left" if share >= 0.75 else "right" if share <= 0.25 else "both"
