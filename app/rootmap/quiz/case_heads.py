"""What the quiz must know of the worked cases before it reads one, scanned: to read a hundred takes a second."""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rootmap.anatomy.model import Anatomy
from rootmap.anatomy.vocabulary import Root, roots_between
from rootmap.cases.library import CASES
from rootmap.cases.model import Case, Region
from rootmap.cases.reading import Reader
from rootmap.cases.tables import Tables, tables_of
from rootmap.errors import InputError
from rootmap.files import Signature, signature

_ROOTS: Mapping[Region, tuple[Root, ...]] = {  # of the whole region: those of the answer alone would tell it
    Region.HEAD: (*roots_between(Root.V1, Root.V3), Root.C2),
    Region.NECK_AND_ARM: roots_between(Root.C3, Root.T1),
    Region.TRUNK: roots_between(Root.T2, Root.L1),
    Region.BACK_AND_LEG: roots_between(Root.L2, Root.S2),
    Region.PELVIS: roots_between(Root.S2, Root.S5),
}
_LINE = re.compile(r"^(title|region|difficulty|level):[ ]*(.*)$", re.MULTILINE)
_ANSWER = re.compile(r"^answer:\n +candidate: *(\S+)", re.MULTILINE)
_KEYS = re.compile(r"^key_examinations: *\[([^\]]*)\]", re.MULTILINE)
_NORMAL = re.compile(r"^  ((?:muscle|reflex)\.\w+): (?:5|normal)[ ]*$", re.MULTILINE)
_WEAK = re.compile(r"^  ((?:muscle|reflex)\.\w+): \{(?:left|right): \w+\}[ ]*$", re.MULTILINE)
_LEVEL = re.compile(r"\{disc: *([\w-]+), *zone: *(\w+)\}")
_HARDEST = 5


@dataclass(frozen=True)
class CaseHead:
    """A case by its file name: what one may see of it, and what is needed to know which questions it is good for.

    `key` are key examinations whose result is abnormal on one side, `normal` others that turned out normal.
    """

    id: str
    path: Path
    title: str
    difficulty: int
    roots: tuple[Root, ...]
    candidate: str
    level: tuple[str, str] | None
    key: tuple[str, ...]
    normal: tuple[str, ...]


def case_heads(folders: Iterable[Path]) -> tuple[CaseHead, ...]:
    """Return the cases in some folders of a library, the easiest first; the first of each id."""
    paths = [path for folder in folders for path in sorted((folder / CASES).glob("*.yaml"))]
    found = [head for path in paths if (head := _head(path, signature(path))) is not None]
    unique = {head.id: head for head in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda head: (head.difficulty, head.id)))


@cache
def _head(path: Path, _signature: Signature | None) -> CaseHead | None:
    """Scan a file, once as long as it does not change; None where it is no case to be asked about."""
    text = ""
    with suppress(OSError, UnicodeDecodeError):
        text = path.read_text(encoding="utf-8")
    said = dict(_LINE.findall(text))
    answer, keys = _ANSWER.search(text), _KEYS.search(text)
    if answer is None or keys is None or not said.get("title"):
        return None
    level = _LEVEL.search(said.get("level", ""))
    region = said.get("region", "")
    wanted = {name.strip() for name in keys[1].split(",")}
    hard = said.get("difficulty", "")
    return CaseHead(
        id=path.stem,
        path=path,
        title=said["title"].strip("\"'"),
        difficulty=int(hard) if hard.isdecimal() else _HARDEST,
        roots=_ROOTS.get(Region(region), ()) if region in list(Region) else (),
        candidate=answer[1],
        level=(level[1], level[2]) if level is not None else None,
        key=tuple(name for name in _WEAK.findall(text) if name in wanted),
        normal=tuple(name for name in _NORMAL.findall(text) if name not in wanted),
    )


class CaseReader:
    """Reads a case in full when it is asked about, and keeps it."""

    def __init__(self, heads: Iterable[CaseHead], anatomy: Anatomy) -> None:
        self.heads = {head.id: head for head in heads}
        self._anatomy = anatomy
        self._reader = Reader(anatomy)
        self._read: dict[str, Case] = {}
        self._tables: Tables | None = None

    @property
    def tables(self) -> Tables:
        """All that cases are checked against."""
        if self._tables is None:
            self._tables = tables_of(self._anatomy)
        return self._tables

    def case(self, name: str) -> Case:
        """Return a case. Raises InputError when its file has a fault."""
        if name not in self._read:
            case = self._reader.case(self.heads[name].path).sound()
            if case.id != name:
                raise InputError(case.path, "id", f"is {case.id}, not the name of the file", "give both one name")
            self._read[name] = case
        return self._read[name]
