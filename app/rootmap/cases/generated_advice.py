"""What to do for a simulated patient and what to tell them, by what sort of thing it is. All of it is judgement."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from rootmap.cases.model import Haste
from rootmap.localise.evidence import CandidateKind

Point = tuple[str, tuple[str, ...]]


class Sort(Enum):
    """What sort of thing explains a patient, as far as advice goes."""

    ROOT = "root"
    NERVE = "nerve"
    REFERRED = "referred"
    FEET = "feet"
    CENTRAL = "central"


@dataclass(frozen=True)
class Advice:
    """The plan, the points to tell the patient with their key words, and what not to say, why, with key words."""

    plan: tuple[str, ...]
    points: tuple[Point, ...]
    misstatements: tuple[tuple[str, str, tuple[str, ...]], ...]


_BED = (
    "You must rest in bed until it is over.",
    "Rest in bed does not help; keeping active does.",
    ("bed rest", "stay in bed", "rest in bed"),
)
_WORN = (
    "Your spine is worn out and crumbling.",
    "Wear is common without pain, and such words make people afraid to move.",
    ("worn out", "crumbling"),
)
ADVICE: Mapping[Sort, Advice] = {
    Sort.ROOT: Advice(
        (
            "Explain what it is and that most people get better within weeks.",
            "Stay as active as the pain allows.",
            "Pain relief for a limited time, reviewed.",
            "Safety net: what to come back for at once.",
        ),
        (
            ("A nerve is irritated where it leaves the spine; it is felt where that nerve goes.", ("nerve", "spine")),
            ("Most people get much better within weeks, without an operation.", ("most people", "weeks", "get better")),
            ("Keep moving as far as the pain allows.", ("move", "moving", "active", "walk")),
        ),
        (
            _BED,
            ("Your disc has slipped out of place.", "A disc does not slip.", ("slipped", "out of place")),
        ),
    ),
    Sort.NERVE: Advice(
        (
            "Explain which nerve it is and what presses or stretches it.",
            "Avoid what presses on it; a splint or padding where one fits.",
            "Ask for nerve conduction studies if it does not settle or is weak.",
            "Safety net: what to come back for.",
        ),
        (
            ("One nerve is pressed or stretched on its way, not in the spine.", ("nerve", "pressed", "squeezed")),
            ("It often recovers once the pressure is off, though nerves are slow.", ("recover", "slow", "months")),
            ("Avoid what presses on it.", ("avoid", "pressure", "splint", "padding")),
        ),
        (("The nerve is dead.", "Most are bruised and recover.", ("dead", "destroyed")),),
    ),
    Sort.REFERRED: Advice(
        (
            "Explain that the pain is felt elsewhere than where it comes from.",
            "Stay active; exercises for the joint or muscle.",
            "Pain relief for a limited time, reviewed.",
            "Safety net: what to come back for.",
        ),
        (
            ("The pain is felt elsewhere than where it comes from.", ("comes from", "elsewhere", "referred", "joint")),
            ("No nerve is damaged.", ("nerve", "not damaged")),
            ("Keep moving; it does no harm.", ("move", "moving", "active", "exercise")),
        ),
        (_BED, _WORN),
    ),
    Sort.FEET: Advice(
        (
            "Look for the cause: blood sugar, vitamin B12, alcohol, drugs.",
            "Treat what can be treated; look after the feet.",
            "Pain relief for nerves where it hurts.",
            "Safety net: wounds on the feet, weakness that climbs.",
        ),
        (
            ("The longest nerves work less well, so it begins in the feet.", ("nerves", "feet", "longest")),
            ("We look for a cause that can be treated.", ("cause", "blood test", "sugar", "vitamin")),
            ("Look at your feet every day.", ("feet", "look at", "shoes")),
        ),
        (("It comes from your back.", "A root does not give both feet a stocking.", ("from your back",)),),
    ),
    Sort.CENTRAL: Advice(
        (
            "Arrange pictures of the spine, and speak to the surgeons on call.",
            "Write down power, feeling and bladder now, to compare.",
            "Explain why it cannot wait.",
            "No driving and no neck or back manipulation until it is clear.",
        ),
        (
            ("The spinal cord or the nerves at its end are under pressure.", ("spinal cord", "cord", "nerves")),
            ("Pictures are needed soon to see what presses.", ("scan", "picture", "pictures", "MRI")),
            ("Treated in time, it can be stopped from getting worse.", ("in time", "stop", "worse", "operation")),
        ),
        (("It will pass if you wait.", "Waiting can cost what is not lost yet.", ("will pass", "wait and see")),),
    ),
}
_SORTS = {
    CandidateKind.ROOT: Sort.ROOT,
    CandidateKind.ROOTS: Sort.ROOT,
    CandidateKind.TRIGEMINAL: Sort.NERVE,
    CandidateKind.NERVE: Sort.NERVE,
    CandidateKind.PLEXUS: Sort.NERVE,
    CandidateKind.REFERRAL: Sort.REFERRED,
    CandidateKind.POLYNEUROPATHY: Sort.FEET,
    CandidateKind.CAUDA: Sort.CENTRAL,
    CandidateKind.CORD: Sort.CENTRAL,
}
REASONS = {
    Haste.EMERGENCY: "This must be seen the same day:",
    Haste.URGENT: "This must be seen within days:",
    Haste.RAISES_SUSPICION: "This raises a suspicion:",
    Haste.NONE: "Nothing the patient tells, draws or shows makes it urgent.",
}
PLAN_OF_HASTE: Mapping[Haste, tuple[str, ...]] = {
    Haste.EMERGENCY: ("Send the patient to hospital today, with a call ahead.",),
    Haste.URGENT: ("Arrange for the patient to be seen within days.",),
    Haste.RAISES_SUSPICION: ("Look into the suspicion.",),
    Haste.NONE: (),
}
REASSESS = {
    Haste.EMERGENCY: (0.2, "The next day: what was found and done, power, feeling, bladder."),
    Haste.URGENT: (1.0, "Power, feeling and bladder; whether the appointment has taken place."),
    Haste.RAISES_SUSPICION: (1.0, "Whether the suspicion has been cleared."),
    Haste.NONE: (4.0, "Power, feeling and pain. Weaker than today, or no better at all, would change the plan."),
}


def advice_for(kind: CandidateKind) -> Sort:
    """Return the sort of advice for a kind of candidate."""
    return _SORTS[kind]
