"""Where what is written goes: into the user's own library, under its id; and copies of what is published."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rootmap.cases.authoring.sheet import BANK, Sheet, read_sheet
from rootmap.cases.library import CASES, QUESTIONS
from rootmap.files import write_atomic
from rootmap.profile import Profile

if TYPE_CHECKING:
    from rootmap.cases.authoring.finding_lines import FindingLines

_LONGEST = 60
_UNNAMED = "unnamed"


def file_of(sheet: Sheet, profile: Profile) -> Path:
    """Return the file that a sheet is saved to: beside the one it came from, else in the user's own library."""
    folder = profile.library / (QUESTIONS if sheet.kind == BANK else CASES)
    if sheet.path is not None:
        folder = sheet.path.parent
    name = sheet.name if sheet.name.replace("-", "").isalnum() else _UNNAMED
    return folder / f"{name}.yaml"


def unlike(sheet: Sheet) -> Sheet:
    """Return a sheet as a copy with a name of its own, not saved yet."""
    form = sheet.form | {"id": f"{sheet.name[:_LONGEST]}-own", "revision": 1}
    return replace(sheet, path=None, form=form)


def write(sheet: Sheet, text: str, path: Path, lines: "FindingLines") -> Sheet:
    """Write a sheet's text and return the sheet as it is now saved, its form as it was typed. Raises InputError."""
    write_atomic(path, text)
    saved = read_sheet(path, lines)
    return replace(saved, opened=sheet.with_form(sheet.form).form, form=sheet.form)
