"""Read and write bedside findings: JSON, versioned, every word checked against the tables."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rootmap.anatomy.bedside import MAX_MRC, Examinable, examinables
from rootmap.anatomy.vocabulary import Side
from rootmap.errors import InputError
from rootmap.files import read_json, write_atomic
from rootmap.localise.evidence import Finding

if TYPE_CHECKING:
    from rootmap.anatomy.model import Anatomy

FORMAT, VERSION = "rootmap.findings", 1
MAX_FINDINGS = 1000  # a full examination of both sides has about 500
MAX_DEGREES = 180.0
_KEYS = ("test", "side", "result", "mrc", "degrees")


def read_findings(path: Path, anatomy: "Anatomy | None" = None) -> tuple[Finding, ...]:
    """Return the findings in `path`, checked against `anatomy` (loaded when None).

    Raises InputError that names the place, such as `findings[2].result`.
    """
    data = read_json(path)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise InputError(path, "format", f'is not "{FORMAT}"', "choose a file of findings")
    if type(data.get("version")) is not int or data["version"] != VERSION:
        raise InputError(path, "version", f"{data.get('version')!r} is not known here", f"use version {VERSION}")
    unknown = sorted(set(data) - {"format", "version", "findings"})
    if unknown:
        raise InputError(path, unknown[0], "is not a key of a findings file", "remove it")
    return findings_from(data.get("findings"), path, "findings", anatomy)


def findings_from(entries: Any, path: Path, place: str, anatomy: "Anatomy | None" = None) -> tuple[Finding, ...]:
    """Return the findings a JSON list describes, which stands at `place` in the file `path`; tables as above.

    Raises InputError that names the place, such as `visits[1].findings[2].result`.
    """
    if not isinstance(entries, list) or len(entries) > MAX_FINDINGS:
        raise InputError(path, place, "is not a list of findings", f"give a list of at most {MAX_FINDINGS}")
    if anatomy is None:
        from rootmap.anatomy.load import load_anatomy

        anatomy = load_anatomy()
    known = examinables(anatomy)
    findings = [_Entry(path, f"{place}[{row}]", entry, known).read() for row, entry in enumerate(entries)]
    _refuse_repeats(path, place, findings)
    return tuple(findings)


def write_findings(findings: Sequence[Finding], path: Path) -> None:
    """Write findings whole or not at all; reading them back gives equal findings."""
    lines = findings_text(findings, indent=2)
    write_atomic(path, f'{{"format": "{FORMAT}", "version": {VERSION}, "findings": [\n{lines}]}}\n')


def findings_text(findings: Sequence[Finding], indent: int) -> str:
    """Return the entries of a JSON list of findings, one to a line."""
    return ",\n".join(f"{' ' * indent}{json.dumps(_data(finding), allow_nan=False)}" for finding in findings)


def _data(finding: Finding) -> dict[str, Any]:
    values = (finding.test, None if finding.side is None else str(finding.side), finding.result, finding.mrc)
    pairs = zip(_KEYS, (*values, finding.degrees), strict=True)
    return {key: value for key, value in pairs if value is not None}


def _refuse_repeats(path: Path, place: str, findings: Sequence[Finding]) -> None:
    seen = set()
    for row, finding in enumerate(findings):
        if (finding.test, finding.side) in seen:
            raise InputError(path, f"{place}[{row}]", f"{finding.test} stands twice for one side", "keep one of them")
        seen.add((finding.test, finding.side))


class _Entry:
    """One entry of the list on its way to a Finding."""

    def __init__(self, path: Path, place: str, entry: Any, known: Mapping[str, Examinable]) -> None:
        self._path, self._place, self._known = path, place, known
        if not isinstance(entry, dict):
            raise InputError(path, place, "is not an object", 'write {"test": …, "side": …, "result": …}')
        self._entry: dict[str, Any] = entry

    def read(self) -> Finding:
        """Return the finding. Raises InputError."""
        for key in self._entry:
            if key not in _KEYS:
                raise self._error(str(key), "is not a key of a finding", f"use {', '.join(_KEYS)}")
        test = self._entry.get("test")
        if not isinstance(test, str):
            raise self._error("test", "is missing", 'name a test such as "reflex.achilles"')
        asked = self._known.get(test)
        if asked is None:
            raise self._error("test", f'"{test}" is not known', 'use an id such as "reflex.achilles" or "slr"')
        side = self._side(sided=asked.sided)
        if asked.is_graded:
            return Finding(test, side, mrc=self._mrc())
        if not asked.degrees:
            self._refuse("degrees")
        return Finding(test, side, self._result(asked.results), degrees=self._degrees())

    def _side(self, sided: bool) -> Side | None:
        side = self._entry.get("side")
        if sided and side not in ("left", "right"):
            raise self._error(
                "side", "is missing" if side is None else f"{side!r} is no side", 'write "left" or "right"'
            )
        if not sided and side is not None:
            raise self._error("side", "this test has no side", "remove it")
        return Side(side) if sided else None

    def _result(self, words: tuple[str, ...]) -> str:
        self._refuse("mrc")
        result = self._entry.get("result")
        if result not in words:
            problem = "is missing" if result is None else f"{result!r} is not a result of this test"
            raise self._error("result", problem, f"use {', '.join(words)}")
        return str(result)

    def _mrc(self) -> int:
        self._refuse("result")
        self._refuse("degrees")
        mrc = self._entry.get("mrc")
        if type(mrc) is not int or not 0 <= mrc <= MAX_MRC:
            raise self._error("mrc", "is missing" if mrc is None else f"{mrc!r} is no grade", f"use 0 to {MAX_MRC}")
        return mrc

    def _degrees(self) -> float | None:
        degrees = self._entry.get("degrees")
        if degrees is None:
            return None
        if isinstance(degrees, bool) or not isinstance(degrees, int | float) or not 0 <= degrees <= MAX_DEGREES:
            raise self._error("degrees", f"{degrees!r} is no angle", f"use 0 to {MAX_DEGREES:.0f}")
        return float(degrees)

    def _refuse(self, key: str) -> None:
        if key in self._entry:
            raise self._error(key, "does not belong to this test", "remove it")

    def _error(self, key: str, problem: str, remedy: str) -> InputError:
        return InputError(self._path, f"{self._place}.{key}", problem, remedy)
