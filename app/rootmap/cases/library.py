"""All cases and question banks there are: those that come with the program, the user's own, and those of packs."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from rootmap.anatomy.model import Anatomy
from rootmap.cases.bank import QuestionBank
from rootmap.cases.model import Case
from rootmap.cases.reading import Examined, Reader
from rootmap.errors import InputError
from rootmap.files import Signature, signature
from rootmap.profile import Profile
from rootmap.resources import quizzes

CASES, QUESTIONS, PACKS = "cases", "questions", "packs"
MAX_FILES = 20_000  # more would keep the window waiting; a pack holds at most half of it
Item = TypeVar("Item", Case, QuestionBank)


@dataclass(frozen=True)
class Library:
    """What can be used, in the order of their files; and a line for each file that cannot be."""

    cases: tuple[Case, ...]
    banks: tuple[QuestionBank, ...]
    problems: tuple[InputError, ...]

    def case(self, name: str) -> Case | None:
        """Return the case with an id, None when there is none."""
        return next((case for case in self.cases if case.id == name), None)


def folders(profile: Profile) -> tuple[Path, ...]:
    """Return the folders that hold cases and questions: the program's, the user's own, then each pack's by name."""
    installed: list[Path] = []
    with suppress(OSError):  # no pack has been installed, or the folder cannot be read
        installed = sorted(path for path in (profile.library / PACKS).iterdir() if not path.name.startswith("."))
    return (quizzes(), profile.library, *(path for path in installed if path.is_dir()))


class LibraryWatch:
    """Reads the library, and again whatever of it has changed; a file that goes bad keeps its last good version."""

    def __init__(self, profile: Profile, anatomy: Anatomy | None = None) -> None:
        self._profile = profile
        reader = Reader(anatomy)
        self._cases: _Shelf[Case] = _Shelf(reader.case)
        self._banks: _Shelf[QuestionBank] = _Shelf(reader.bank)
        self._last: Library | None = None

    def look(self) -> Library:
        """Return the library as it is now: the very same object as before when no file has changed."""
        places = folders(self._profile)
        cases = self._cases.refresh(_sources(places, CASES))
        banks = self._banks.refresh(_sources(places, QUESTIONS))
        if self._last is None or cases or banks:
            found, case_problems = self._cases.items()
            asked, bank_problems = self._banks.items()
            self._last = Library(found, asked, (*case_problems, *bank_problems))
        return self._last


def load_library(profile: Profile, anatomy: Anatomy | None = None) -> Library:
    """Return all cases and question banks that can be used; a bad file is one of `problems`, the rest stays."""
    return LibraryWatch(profile, anatomy).look()


class _Shelf(Generic[Item]):
    """The files of one kind, each as last read."""

    def __init__(self, read: Callable[[Path], Examined[Item]]) -> None:
        self._read: Callable[[Path], Examined[Item]] = read
        self._seen: dict[Path, Signature | None] = {}
        self._good: dict[Path, Item] = {}
        self._bad: dict[Path, InputError] = {}

    def refresh(self, paths: Iterable[Path]) -> bool:
        """Read what is new or has changed, forget what is gone; return whether anything was."""
        now = {path: signature(path) for path in paths}
        changed = [path for path, sign in now.items() if path not in self._seen or self._seen[path] != sign]
        gone = [path for path in self._seen if path not in now]
        for path in gone:
            self._good.pop(path, None)
            self._bad.pop(path, None)
        for path in changed:
            examined = self._read(path)
            self._bad.pop(path, None)
            if examined.item is not None:
                self._good[path] = examined.item
            else:
                self._bad[path] = examined.faults[0]
        self._seen = now
        return bool(changed or gone)

    def items(self) -> tuple[tuple[Item, ...], list[InputError]]:
        """Return what can be used, the first of each id, and a line for what cannot."""
        found: dict[str, Item] = {}
        problems = []
        for path in self._seen:
            if path in self._bad:
                problems.append(self._bad[path])
            item = self._good.get(path)
            if item is not None and item.id in found:
                other = f"{item.id} is there already, in {found[item.id].path}"
                problems.append(InputError(path, "id", other, "give this one another id and file name"))
            elif item is not None:
                found[item.id] = item
        return tuple(found.values()), problems


def _sources(places: Iterable[Path], kind: str) -> Iterator[Path]:
    """Yield the files of a kind, at most MAX_FILES."""
    count = 0
    for place in places:
        for path in sorted((place / kind).glob("*.yaml")):
            count += 1
            if count > MAX_FILES:
                return
            yield path
