"""What the form asks, group by group, as docs/case-format.md has it."""

from dataclasses import dataclass
from enum import Enum, auto

from rootmap.anatomy.spine import ImagingAnswer, Zone
from rootmap.cases.authoring.sheet import STATES
from rootmap.cases.bank import QuestionKind
from rootmap.cases.model import Haste, Region, Sex
from rootmap.localise.evidence import CandidateSide


class Kind(Enum):
    """How a field is entered."""

    LINE = auto()
    TEXT = auto()
    NUMBER = auto()
    CHOICE = auto()
    WORDS = auto()  # a list in one line, with commas
    ROWS = auto()  # a list, one a line
    PAIRS = auto()  # letters and what they stand for, "a: …", one a line
    MINUTES = auto()  # examinations and what they cost, "reflex.achilles: 2", one a line
    FINDINGS = auto()  # typed findings, one a line
    STATED = auto()  # typed findings in one line, with semicolons
    RECORDS = auto()
    DRAWING = auto()


class Known(Enum):
    """The ids a field offers while one types."""

    NONE = auto()
    CANDIDATES = auto()
    EXAMINATIONS = auto()
    RED_FLAGS = auto()
    SOURCES = auto()
    DISCS = auto()


@dataclass(frozen=True)
class Field:
    """One field: where its value lies, what it is called, how it is entered."""

    place: tuple[str, ...]
    label: str
    kind: Kind = Kind.LINE
    hint: str = ""
    choices: tuple[str, ...] = ()
    known: Known = Known.NONE
    fields: tuple["Field", ...] = ()  # of each record
    one: str = ""  # what a record is called


@dataclass(frozen=True)
class Group:
    """A page of the form."""

    title: str
    fields: tuple[Field, ...]


def _words(enum: type[Enum]) -> tuple[str, ...]:
    return tuple(str(member.value) for member in enum)


def _at(*place: str) -> tuple[str, ...]:
    return place


_LOCALISATION = (
    Field(_at("candidate"), "Localisation", hint="Type a name: L5, common fibular, cauda …", known=Known.CANDIDATES),
    Field(_at("side"), "Side", Kind.CHOICE, choices=_words(CandidateSide)),
)
_SOURCES = (
    Field(_at("sources", "read"), "Sources that you read", Kind.ROWS, "An id of the table, or a whole citation",
          known=Known.SOURCES),
    Field(_at("sources", "recalled"), "Sources from memory", Kind.ROWS, "clinical_practice and judgement are honest",
          known=Known.SOURCES),
    Field(_at("sources", "confidence"), "How far to trust it", Kind.CHOICE, choices=("high", "moderate", "low")),
    Field(_at("sources", "note"), "Note on the sources", Kind.TEXT),
)  # fmt: skip
_ABOUT = (
    Field(_at("title"), "Title", hint="What is complained of; never the answer"),
    Field(_at("id"), "Name of the file", hint="small-letters-with-hyphens; never the answer"),
    Field(_at("author"), "Author", hint="As you want to be named"),
    Field(_at("licence"), "Licence", hint="MIT, CC-BY-4.0 …"),
    Field(_at("revision"), "Revision", Kind.NUMBER, "One more whenever the published file is changed"),
)
_REPLY = (
    Field(_at("ask"), "Question", hint="As a student would put it"),
    Field(_at("says"), "Answer", Kind.TEXT, "In the patient's words"),
    Field(_at(STATES), "States", Kind.STATED, "no fever; cough worse; …"),
)
CASE_GROUPS = (
    Group("Patient", (
        *_ABOUT[:2],
        Field(_at("patient", "age"), "Age", Kind.NUMBER, "Years"),
        Field(_at("patient", "sex"), "Sex", Kind.CHOICE, choices=_words(Sex)),
        Field(_at("patient", "occupation"), "Occupation"),
        Field(_at("region"), "Where the complaint is", Kind.CHOICE, choices=_words(Region)),
        Field(_at("difficulty"), "Difficulty", Kind.NUMBER, "1 a textbook picture … 5 hard for a specialist"),
        Field(_at("tags"), "Tags", Kind.WORDS, "leg-pain, work"),
    )),
    Group("History", (
        Field(_at("history", "complaint"), "What the patient says at once", Kind.TEXT),
        Field(_at("history", STATES), "What that states", Kind.FINDINGS, "worse with cough left; no fever"),
        Field(_at("history", "replies"), "Questions and answers", Kind.RECORDS, fields=_REPLY, one="question"),
    )),
    Group("Drawing", (Field(_at("drawing"), "What the patient draws", Kind.DRAWING),)),
    Group("Examination", (
        Field(_at("examination"), "What one finds; what is not listed is normal", Kind.FINDINGS, "EHL 4 left"),
        Field(_at("key_examinations"), "The examinations that settle it", Kind.ROWS, "One id a line",
              known=Known.EXAMINATIONS),
        Field(_at("costs"), "Minutes of an examination, where the usual ones do not fit", Kind.MINUTES,
              "A name puts in its usual minutes; change the number", known=Known.EXAMINATIONS),
    )),
    Group("Answer", (
        *(Field(_at("answer", *each.place), each.label, each.kind, each.hint, each.choices, each.known)
          for each in _LOCALISATION),
        Field(_at("answer", "accept"), "What else earns part of the credit", Kind.RECORDS, one="localisation", fields=(
            *_LOCALISATION,
            Field(_at("credit"), "Credit", Kind.NUMBER, "Between 0 and 1"),
            Field(_at("why"), "Why some, and why not all", Kind.TEXT),
        )),
        Field(_at("level", "disc"), "Disc", hint="Empty where no disc is meant", known=Known.DISCS),
        Field(_at("level", "zone"), "Where at the disc", Kind.CHOICE, choices=_words(Zone)),
        Field(_at("distractors"), "What tempts", Kind.RECORDS, one="localisation", fields=(
            *_LOCALISATION, Field(_at("why_wrong"), "What speaks against it", Kind.TEXT),
        )),
    )),
    Group("What follows", (
        Field(_at("urgency", "haste"), "Urgency", Kind.CHOICE, choices=_words(Haste)),
        Field(_at("urgency", "red_flags"), "Warning signs that must be recognised", Kind.ROWS, "One id a line",
              known=Known.RED_FLAGS),
        Field(_at("urgency", "reason"), "Why this urgency", Kind.TEXT),
        Field(_at("imaging", "answer"), "Imaging", Kind.CHOICE, choices=_words(ImagingAnswer)),
        Field(_at("imaging", "reason"), "Why", Kind.TEXT),
        Field(_at("plan"), "Plan", Kind.ROWS, "One point a line"),
        Field(_at("reassess", "when_weeks"), "See again after", Kind.NUMBER, "Weeks; 0.5 is three to four days"),
        Field(_at("reassess", "what"), "What to look at then", Kind.TEXT),
    )),
    Group("Explanation", (
        Field(_at("explanation"), "How one gets to the answer", Kind.TEXT, "- begins a line of a list, *emphasis*"),
        Field(_at("patient_explanation", "points"), "What the patient should be told", Kind.RECORDS, one="point",
              fields=(Field(_at("text"), "In plain words", Kind.TEXT),
                      Field(_at("any_of"), "Recognised by any of", Kind.WORDS))),
        Field(_at("patient_explanation", "misstatements"), "What should not be said", Kind.RECORDS, one="statement",
              fields=(Field(_at("text"), "Statement", Kind.TEXT), Field(_at("why"), "Why not", Kind.TEXT),
                      Field(_at("any_of"), "Recognised by any of", Kind.WORDS))),
        Field(_at("ranking_note"), "Why the ranking does not have the answer first or second", Kind.TEXT),
    )),
    Group("Sources", (*_ABOUT[2:], *_SOURCES)),
    Group("Pictures", (
        Field(_at("images"), "Pictures that travel with the case", Kind.RECORDS, one="picture",
              fields=(Field(_at("file"), "File"), Field(_at("caption"), "What it shows", Kind.TEXT))),
    )),
)  # fmt: skip
_QUESTION = (
    Field(_at("id"), "Name", hint="small-letters-with-hyphens"),
    Field(_at("kind"), "Kind", Kind.CHOICE, choices=_words(QuestionKind)),
    Field(_at("difficulty"), "Difficulty", Kind.NUMBER, "1 to 5"),
    Field(_at("text"), "Question", Kind.TEXT),
    Field(_at("options"), "Answers by letter", Kind.PAIRS, "a: Hip abduction"),
    Field(_at("discs"), "Discs to choose from", Kind.WORDS, "Only for which_disc: L3-4, L4-5"),
    Field(_at("correct"), "Right", Kind.WORDS, "A letter, several with commas; a disc; E, U, R, none; now …"),
    Field(_at("why"), "Why", Kind.TEXT),
    Field(_at("why_not"), "Why not the others", Kind.PAIRS, "b: …"),
    Field(_at("root"), "Root", hint="Only for which_disc"),
    Field(_at("zone"), "Where at the disc", Kind.CHOICE, choices=("", *_words(Zone))),
    Field(_at("red_flag"), "Warning sign", hint="Only for red_flag_urgency", known=Known.RED_FLAGS),
    Field(_at("tags"), "Tags", Kind.WORDS),
)
BANK_GROUPS = (
    Group("Bank", (*_ABOUT, *_SOURCES)),
    Group("Questions", (Field(_at("questions"), "Questions", Kind.RECORDS, fields=_QUESTION, one="question"),)),
)
