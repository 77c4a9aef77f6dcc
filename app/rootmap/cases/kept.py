"""What a learner leaves behind of each case: the run, their own drawing, what they wrote, and how it turned out."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rootmap.cases.model import Case
from rootmap.cases.reading import Reader
from rootmap.cases.run import Run, Stage, start
from rootmap.cases.run_file import run_from_json, run_to_json
from rootmap.cases.tables import Tables
from rootmap.errors import InputError
from rootmap.files import read_json, write_atomic
from rootmap.skin.drawing import Drawing
from rootmap.skin.drawing_file import drawing_from, drawing_text

FORMAT, VERSION = "rootmap.case-kept", 1
MAX_WORDS = 4000  # letters of what is written in one place
MAX_TURNS = 1000  # results that are kept of one case


@dataclass(frozen=True)
class Turn:
    """How one whole run turned out: `score` 0 to 1 (0 when failed), the day as an ISO date."""

    score: float
    failed: bool
    day: str


@dataclass(frozen=True)
class Told:
    """The explanation in the learner's plain words, and their own ticks: places of points and of misstatements."""

    text: str = ""
    made: tuple[int, ...] = ()
    misstated: tuple[int, ...] = ()
    is_marked: bool = False


@dataclass(frozen=True)
class Kept:
    """Everything of one case. `drawing` is what the learner painted from the history, `plan` what they would do."""

    run: Run
    drawing: Drawing
    plan: str = ""
    told: Told = Told()
    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True)
class Summary:
    """What a list of cases shows of one that was begun; `is_open` until its run has come to its end."""

    turns: tuple[Turn, ...] = ()
    is_open: bool = True


class KeptRuns:
    """The folder of a profile that holds one file for each case begun; every write is whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made = folder / "simulated"

    def path(self, case: str) -> Path:
        """Return the file of a case."""
        return self.folder / f"{case}.json"

    def has(self, case: Case) -> bool:
        """Whether a case was begun."""
        return self.path(case.id).exists()

    def write(self, kept: Kept) -> None:
        """Put the state of a case away. Raises InputError when the disk refuses."""
        self.folder.mkdir(parents=True, exist_ok=True)
        data = {
            "format": FORMAT,
            "version": VERSION,
            "run": run_to_json(kept.run),
            "drawing": json.loads(drawing_text(kept.drawing)),
            "plan": kept.plan,
            "told": asdict(kept.told),
            "turns": [asdict(turn) for turn in kept.turns],
        }
        write_atomic(self.path(kept.run.case), json.dumps(data, ensure_ascii=False, indent=1) + "\n")

    def read(self, case: Case, tables: Tables) -> Kept:
        """Return the state of a case. Raises InputError when there is none, it is damaged, or the case has changed."""
        path = self.path(case.id)
        data = _whole(path)
        told = data["told"]
        try:
            words = Told(
                str(told["text"])[:MAX_WORDS],
                _places(told["made"], len(case.patient_explanation.points)),
                _places(told["misstated"], len(case.patient_explanation.misstatements)),
                bool(told["is_marked"]),
            )
        except (KeyError, TypeError):
            raise _damaged(path, "told") from None
        run = run_from_json(data["run"], case, tables, path)
        drawing = drawing_from(data["drawing"], path, "drawing")
        return Kept(run, drawing, str(data["plan"])[:MAX_WORDS], words, _turns(path, data["turns"]))

    def write_made(self, case: str, text: str) -> None:
        """Put the file of a simulated patient away. Raises InputError when the disk refuses."""
        self._made.mkdir(parents=True, exist_ok=True)
        write_atomic(self._made / f"{case}.yaml", text)

    def made(self, reader: Reader) -> tuple[Case, ...]:
        """Return the simulated patients whose runs are not at their end; the files of the others are thrown away."""
        found = []
        for path in sorted(self._made.glob("*.yaml")) if self._made.is_dir() else ():
            begun = self.path(path.stem).exists()
            case = reader.case(path).item if begun and self.summary(path.stem).is_open else None
            if case is not None:
                found.append(case)
            else:
                path.unlink(missing_ok=True)
        return tuple(found)

    def summary(self, case: str) -> Summary:
        """Return how far a case has come; what a damaged file held is not known."""
        path = self.path(case)
        try:
            data = _whole(path)
            return Summary(_turns(path, data["turns"]), data["run"].get("stage") != Stage.DONE)
        except (InputError, AttributeError):
            return Summary()

    def summaries(self) -> dict[str, Summary]:
        """Return how far every case that was begun has come, by id."""
        if not self.folder.is_dir():
            return {}
        return {path.stem: self.summary(path.stem) for path in sorted(self.folder.glob("*.json"))}


def fresh(case: Case, turns: tuple[Turn, ...] = ()) -> Kept:
    """Return the state of a case that is about to begin."""
    return Kept(start(case), Drawing(case.drawing.figure), turns=turns[-MAX_TURNS:])


def _whole(path: Path) -> dict[str, Any]:
    data = read_json(path)
    names = {"format", "version", "run", "drawing", "plan", "told", "turns"}
    if not isinstance(data, dict) or set(data) != names or (data["format"], data["version"]) != (FORMAT, VERSION):
        raise _damaged(path, "format")
    return data


def _turns(path: Path, data: Any) -> tuple[Turn, ...]:
    try:
        found = tuple(Turn(float(each["score"]), bool(each["failed"]), str(each["day"])) for each in data)
    except (KeyError, TypeError, ValueError):
        raise _damaged(path, "turns") from None
    if not all(0.0 <= turn.score <= 1.0 for turn in found):
        raise _damaged(path, "turns")
    return found


def _places(data: Any, most: int) -> tuple[int, ...]:
    return tuple(sorted({place for place in data if type(place) is int and 0 <= place < most}))


def _damaged(path: Path, place: str) -> InputError:
    return InputError(path, place, "is not as Rootmap wrote it", "begin the case again")
