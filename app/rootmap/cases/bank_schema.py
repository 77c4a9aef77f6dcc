"""The question bank as pydantic models: the strict gate between an author's YAML and our own types."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from rootmap.anatomy.spine import Zone
from rootmap.cases.bank import QuestionKind
from rootmap.cases.fields import (
    Difficulty,
    FileId,
    Key,
    Line,
    Revision,
    SourcesEntry,
    Strict,
    Tag,
    Text,
    says,
)

MAX_QUESTIONS, MAX_OPTIONS = 500, 10

_OptionText = Annotated[str, Field(min_length=1, max_length=600)]
_Correct = Annotated[
    list[Key],
    BeforeValidator(lambda v: [v] if isinstance(v, str) else v, json_schema_input_type=Key | list[Key]),
    Field(min_length=1, max_length=MAX_OPTIONS),
]


class QuestionEntry(Strict):
    """One question."""

    id: Annotated[FileId, says("Lower case with hyphens, once in the file")]
    kind: Annotated[QuestionKind, says("single_choice, multiple_choice, which_disc, red_flag_urgency or imaging")]
    difficulty: Annotated[Difficulty, says("1 what everybody should know … 5 hard for a specialist")]
    tags: Annotated[list[Tag], Field(max_length=20), says("Words to find it by")] = []
    text: Annotated[Text, says("The question, in whole sentences")]
    options: Annotated[
        dict[Key, _OptionText],
        Field(max_length=MAX_OPTIONS),
        says("The answers by a letter, as {a: …, b: …}; the kinds beyond choice have answers of their own"),
    ] = {}
    discs: Annotated[
        list[Key], Field(max_length=MAX_OPTIONS), says("For which_disc: the discs to choose from, as [L3-4, L4-5]")
    ] = []
    correct: Annotated[_Correct, says("The right answer: a letter, several in brackets, a disc, E U R none, or now …")]
    why: Annotated[Text, says("Why it is right")]
    why_not: Annotated[dict[Key, Text], Field(max_length=MAX_OPTIONS), says("Why others are wrong, by letter")] = {}
    root: Annotated[Key | None, says("For which_disc: the root that is struck; checked against the disc")] = None
    zone: Annotated[Zone | None, says("For which_disc: where at the disc; checked against the root")] = None
    red_flag: Annotated[Key | None, says("For red_flag_urgency: the id in red_flags.yaml that is meant")] = None
    sources: Annotated[SourcesEntry | None, says("Where this answer comes from, if not from those of the file")] = None


class BankEntry(Strict):
    """A bank of questions."""

    format: Annotated[Literal["rootmap.questions"], says("Always rootmap.questions")]
    version: Annotated[Literal[1], says("Always 1: the version of the format")]
    id: Annotated[FileId, says("Lower case with hyphens; also the name of the file")]
    title: Annotated[Line, says("What the bank is called in lists")]
    revision: Annotated[Revision, says("1, and one more whenever the published bank is changed")]
    author: Annotated[Line, says("Who wrote it, as they want to be named")]
    licence: Annotated[Line, says("Under what terms it may be passed on, such as MIT or CC-BY-4.0")]
    sources: Annotated[SourcesEntry, says("Where the facts come from")]
    questions: Annotated[
        list[QuestionEntry], Field(min_length=1, max_length=MAX_QUESTIONS), says("The questions, in order")
    ]
