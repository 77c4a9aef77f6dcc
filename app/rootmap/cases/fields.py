"""The kinds of field that cases, question banks and packs share in their files."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

MAX_LINE, MAX_TEXT = 200, 4000  # letters
MAX_LIST = 60  # entries of a list in a case; 20 questions are many

Line = Annotated[str, Field(min_length=1, max_length=MAX_LINE)]
Text = Annotated[str, Field(min_length=1, max_length=MAX_TEXT)]
Words = Annotated[str, Field(max_length=MAX_TEXT)]
FileId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
Tag = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
Key = Annotated[str, Field(min_length=1, max_length=80)]
Texts = Annotated[list[Text], Field(max_length=MAX_LIST)]
Keys = Annotated[list[Key], Field(max_length=MAX_LIST)]
KeyWords = Annotated[list[Line], Field(max_length=MAX_LIST)]
Citations = Annotated[list[Annotated[str, Field(min_length=1, max_length=500)]], Field(max_length=MAX_LIST)]
Difficulty = Annotated[int, Field(strict=True, ge=1, le=5)]
Revision = Annotated[int, Field(strict=True, ge=1, le=10_000)]


def says(description: str) -> Any:
    """Return a field that says what it is for."""
    return Field(description=description)


class Strict(BaseModel):
    """A group of fields in which no other may stand."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SourcesEntry(Strict):
    """Where the facts come from: ids of sources.yaml, or whole citations."""

    read: Annotated[Citations, says("Sources that were read, at least in excerpt")] = []
    recalled: Annotated[Citations, says("Sources named from memory, to be checked")] = []
    confidence: Annotated[Literal["high", "moderate", "low"], says("How far the facts may be trusted as they stand")]
    note: Annotated[Words, says("What a reader should know of the sources")] = ""
