"""The case file as pydantic models: the strict gate between an author's YAML and our own types."""

from typing import Annotated, Any, Literal

from pydantic import Field, WithJsonSchema

from rootmap.anatomy.spine import ImagingAnswer, Zone
from rootmap.anatomy.vocabulary import Quality
from rootmap.cases.bedside import MAX_COST
from rootmap.cases.fields import (
    MAX_LIST,
    Difficulty,
    FileId,
    Key,
    Keys,
    KeyWords,
    Line,
    Revision,
    SourcesEntry,
    Strict,
    Tag,
    Text,
    Texts,
    Words,
    says,
)
from rootmap.cases.model import Haste, Region, Sex
from rootmap.localise.evidence import CandidateSide
from rootmap.skin.drawing_schema import MAX_WIDTH_MM

MAX_MARKS, MAX_STROKE_POINTS = 60, 100  # of one layer, of one stroke: a case is written by hand
MAX_FINDINGS = 300  # a full examination of both sides has about that many
MAX_WEEKS = 104
MAX_COORDINATE = 1000.0  # degrees and millimetres stay far below

_Number = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=-MAX_COORDINATE, le=MAX_COORDINATE)]
_SkinPoint = tuple[Key, _Number, _Number]
_Width = Annotated[float, Field(strict=True, allow_inf_nan=False, gt=0, le=MAX_WIDTH_MM)]
_ONE_RESULT: dict[str, Any] = {
    "anyOf": [
        {"type": "string"},
        {"type": "integer", "minimum": 0, "maximum": 5},
        {
            "type": "object",
            "properties": {
                "result": {"type": "string", "description": "A word of this test"},
                "degrees": {"type": "number", "description": "The angle at which it hurts"},
            },
            "required": ["result"],
            "additionalProperties": False,
        },
    ]
}
_SIDES: dict[str, Any] = {
    "type": "object",
    "properties": {
        "left": _ONE_RESULT | {"description": "The result on the patient's left"},
        "right": _ONE_RESULT | {"description": "The result on the patient's right"},
    },
    "additionalProperties": False,
}
# The words depend on the test, and the tests on the tables: what a result may be is asked later, with the anatomy.
_Result = Annotated[Any, WithJsonSchema({"anyOf": [*_ONE_RESULT["anyOf"], _SIDES]})]
_Results = Annotated[dict[Key, _Result], Field(max_length=MAX_FINDINGS)]


class PatientEntry(Strict):
    """Who comes; invent them."""

    age: Annotated[int, Field(strict=True, ge=0, le=110), says("Years")]
    sex: Annotated[Sex, says("female, male or not_stated")]
    occupation: Annotated[Line | None, says("What the patient does, where it matters or brings them to life")] = None


class ReplyEntry(Strict):
    """One question a student may ask."""

    ask: Annotated[Line, says("The question, as a student would put it")]
    says: Annotated[Text, says("What the patient answers, in their own words")]
    tells: Annotated[Keys, says("The history_findings that this answer states and nothing said before does")] = []


class HistoryEntry(Strict):
    """What the patient tells: the complaint at once, the rest when asked."""

    complaint: Annotated[Text, says("What the patient says by themselves, in their own words")]
    replies: Annotated[list[ReplyEntry], Field(max_length=MAX_LIST), says("Questions and what is answered")] = []


class MarkEntry(Strict):
    """One mark on the skin: a stroke with its width, or a patch with its radius."""

    stroke: Annotated[
        Annotated[list[_SkinPoint], Field(min_length=1, max_length=MAX_STROKE_POINTS)] | None,
        says("A line through points [segment with side, first, second], as [leg.left, 1.2, 60]"),
    ] = None
    width_mm: Annotated[_Width | None, says("How wide the stroke is on the skin")] = None
    patch: Annotated[_SkinPoint | None, says("The middle of a round patch, as [foot.left.dorsal, 1.5, 0.5]")] = None
    radius_mm: Annotated[_Width | None, says("The radius of the patch on the skin")] = None
    erase: Annotated[bool, Field(strict=True), says("true: takes away from what the marks before it left")] = False


class LayerEntry(Strict):
    """What one quality covers."""

    quality: Annotated[Quality, says("What is felt there")]
    marks: Annotated[list[MarkEntry], Field(min_length=1, max_length=MAX_MARKS), says("Its marks, in order")]


class AcceptEntry(Strict):
    """Another localisation that earns part of the credit."""

    candidate: Annotated[Key, says("A root, a pair L5+S1, or an id that `rootmap case list --candidates` shows")]
    side: Annotated[CandidateSide, says("The patient's left or right, or both")]
    credit: Annotated[float, Field(gt=0, lt=1), says("The share of the credit, above 0 and below 1")]
    why: Annotated[Text, says("Why it deserves some credit, and why not all")]


class AnswerEntry(Strict):
    """Where the lesion is."""

    candidate: Annotated[Key, says("A root, a pair L5+S1, or an id that `rootmap case list --candidates` shows")]
    side: Annotated[CandidateSide, says("The patient's left or right, or both")]
    accept: Annotated[list[AcceptEntry], Field(max_length=MAX_LIST), says("What else earns part of the credit")] = []


class LevelEntry(Strict):
    """Which disc, and where at it."""

    disc: Annotated[str, Field(max_length=10), says("The disc by its vertebrae: C5-6, C7-T1, L4-5, L5-S1")]
    zone: Annotated[Zone, says("Where the lesion sits at that level")]


class UrgencyEntry(Strict):
    """How fast the patient must be seen."""

    haste: Annotated[Haste, says("E emergency, U urgent, R raises suspicion, as in red_flags.yaml; or none")]
    red_flags: Annotated[Keys, says("Ids of red_flags.yaml that must be recognised; missing one fails the case")] = []
    reason: Annotated[Text, says("Why this urgency")]


class ImagingEntry(Strict):
    """Whether to take pictures."""

    answer: Annotated[ImagingAnswer, says("now, after_six_weeks or not_now")]
    reason: Annotated[Text, says("Why")]


class ReassessEntry(Strict):
    """When to look again."""

    when_weeks: Annotated[float, Field(gt=0, le=MAX_WEEKS), says("After how many weeks; 0.5 for three to four days")]
    what: Annotated[Text, says("What to look at, and what would change the plan")]


class DistractorEntry(Strict):
    """A localisation that tempts."""

    candidate: Annotated[Key, says("A root, a pair L5+S1, or an id that `rootmap case list --candidates` shows")]
    side: Annotated[CandidateSide, says("The patient's left or right, or both")]
    why_wrong: Annotated[Text, says("What in this patient speaks against it")]


class PointEntry(Strict):
    """Something the patient should be told."""

    text: Annotated[Text, says("The point in plain language")]
    any_of: Annotated[KeyWords, says("Key words, one of which a text that makes the point usually holds")] = []


class MisstatementEntry(Strict):
    """Something the patient should not be told."""

    text: Annotated[Text, says("The wrong or frightening statement")]
    why: Annotated[Text, says("Why not")]
    any_of: Annotated[KeyWords, says("Key words that betray it")] = []


class PlainWordsEntry(Strict):
    """The explanation in plain words: a checklist, not a judge."""

    points: Annotated[list[PointEntry], Field(min_length=1, max_length=MAX_LIST), says("What should be said")]
    misstatements: Annotated[list[MisstatementEntry], Field(max_length=MAX_LIST), says("What should not")] = []


class ImageEntry(Strict):
    """A picture beside the case."""

    file: Annotated[str, Field(max_length=100), says("The name of a PNG or JPEG file in the folder images")]
    caption: Annotated[Text, says("What it shows, in words that stand for it")]


class CaseEntry(Strict):
    """One worked case: an invented patient to localise, and what to do next. What is not listed as found is normal."""

    format: Annotated[Literal["rootmap.case"], says("Always rootmap.case")]
    version: Annotated[Literal[1], says("Always 1: the version of the format")]
    id: Annotated[FileId, says("Lower case with hyphens, also the name of the file; does not give the answer away")]
    title: Annotated[Line, says("What the case is called in lists; does not give the answer away")]
    revision: Annotated[Revision, says("1, and one more whenever the published case is changed")]
    region: Annotated[Region, says("Where the complaint is")]
    difficulty: Annotated[Difficulty, says("1 a textbook picture … 5 hard for a specialist")]
    tags: Annotated[list[Tag], Field(max_length=20), says("Words to find it by; they do not give the answer away")] = []
    author: Annotated[Line, says("Who wrote it, as they want to be named")]
    licence: Annotated[Line, says("Under what terms it may be passed on, such as MIT or CC-BY-4.0")]
    sources: Annotated[SourcesEntry, says("Where the facts come from; the patient is invented")]
    patient: Annotated[PatientEntry, says("Who comes")]
    history: Annotated[HistoryEntry, says("What the patient tells")]
    history_findings: Annotated[_Results, says("What the history states, by the ids of history tests")] = {}
    drawing: Annotated[
        list[LayerEntry], Field(min_length=1, max_length=5), says("What the patient paints, one layer per quality")
    ]
    examination: Annotated[_Results, says("What one finds, by finding id; what is not listed is normal")]
    costs: Annotated[
        dict[Key, Annotated[int, Field(strict=True, ge=0, le=MAX_COST)]],
        Field(max_length=MAX_LIST),
        says("Minutes that an examination costs here, where it is not the usual cost"),
    ] = {}
    answer: Annotated[AnswerEntry, says("Where the lesion is")]
    level: Annotated[LevelEntry | None, says("Which disc and where at it; null where no disc is meant")]
    urgency: Annotated[UrgencyEntry, says("How fast the patient must be seen, and what must not be missed")]
    imaging: Annotated[ImagingEntry, says("Whether and when to take pictures")]
    plan: Annotated[Texts, Field(min_length=1), says("What to do, a point each")]
    reassess: Annotated[ReassessEntry, says("When to see the patient again")]
    distractors: Annotated[list[DistractorEntry], Field(max_length=MAX_LIST), says("What tempts, and why it is wrong")]
    key_examinations: Annotated[Keys, Field(min_length=1), says("The examinations that settle it")]
    explanation: Annotated[Text, says("How one gets from the findings to the answer")]
    patient_explanation: Annotated[PlainWordsEntry, says("What to tell the patient in plain words")]
    ranking_note: Annotated[Words, says("Why the ranking does not put the answer first or second, if so")] = ""
    images: Annotated[list[ImageEntry], Field(max_length=20), says("Pictures that travel with the case")] = []
