"""From what a case file lists as found to findings: each id and each word checked against what can be examined."""

from collections.abc import Iterator, Mapping
from typing import Any

from rootmap.anatomy.bedside import MAX_MRC
from rootmap.anatomy.vocabulary import Side
from rootmap.cases.bedside import Examination
from rootmap.localise.evidence import Finding
from rootmap.localise.findings_file import MAX_DEGREES
from rootmap.source_file.faults import Fault, Said, nearest, short
from rootmap.source_file.yaml_lines import Place

_SIDES = {"left": Side.LEFT, "right": Side.RIGHT}
_FAMILIES = ("muscle", "reflex", "pinprick", "touch")


class Results:
    """Reads the groups of results of one file; what is wrong gathers in `faults`."""

    def __init__(self, known: Mapping[str, Examination]) -> None:
        self._known = known
        self.faults: list[Fault] = []

    def read(self, group: str, values: Mapping[str, Any]) -> tuple[Finding, ...]:
        """Return the findings of `history_findings` or of `examination`."""
        findings: list[Finding] = []
        for test, value in values.items():
            place = (group, test)
            examination = self._known.get(test)
            if examination is None:
                self.faults.append((place, *unknown(test, self._known)))
            elif examination.is_asked != (group == "history_findings"):
                other = "examination" if group == "history_findings" else "history_findings"
                what = "is examined, not told" if other == "examination" else "is told, not examined"
                self.faults.append((place, what, f"move it to {other}"))
            else:
                findings += self._of_test(examination, value, place)
        return tuple(findings)

    def _of_test(self, examination: Examination, value: Any, place: Place) -> Iterator[Finding]:
        sides = isinstance(value, dict) and bool(set(value) & set(_SIDES))
        if not examination.sided and sides:
            self.faults.append((place, "has no side", f"write {examination.id}: {_example(examination)}"))
        elif not examination.sided:
            yield from self._one(examination, None, value, place)
        elif sides:
            for name, inner in value.items():
                if name in _SIDES:
                    yield from self._one(examination, _SIDES[name], inner, (*place, name))
                else:
                    self.faults.append(((*place, name), "is no side", "write left or right"))
        else:
            found = [each for side in _SIDES.values() for each in self._one(examination, side, value, place)]
            if all(map(examination.is_normal, found)):
                yield from found
            else:
                example = f"{examination.id}: {{left: {short(value)}}}"
                self.faults.append((place, "does not say which side", f"write {example}, or both sides"))

    def _one(self, examination: Examination, side: Side | None, value: Any, place: Place) -> Iterator[Finding]:
        result, degrees = value, None
        if isinstance(value, dict):
            for name in sorted(set(map(str, value)) - {"result", "degrees"}):
                self.faults.append(((*place, name), "is not part of a result", "write result and degrees"))
            result, degrees = value.get("result"), value.get("degrees")
        said = _wrong_degrees(examination, degrees) or _wrong_result(examination, result)
        if said is not None:
            self.faults.append((place, *said))
        elif examination.is_graded:
            yield Finding(examination.id, side, mrc=result)
        else:
            yield Finding(examination.id, side, result, degrees=None if degrees is None else float(degrees))


def unknown(test: str, known: Mapping[str, Examination]) -> Said:
    """Return what to say of a finding that does not exist."""
    whole = next((f"{family}.{test}" for family in _FAMILIES if f"{family}.{test}" in known), None)
    hint = f'did you mean "{whole}"? ' if whole else nearest(test, known)
    return "is not a finding", f"{hint}use muscle.…, reflex.…, pinprick.L5, touch.L5 or the id of a bedside test"


def _wrong_result(examination: Examination, result: object) -> Said | None:
    if examination.is_graded:
        if type(result) is int and 0 <= result <= MAX_MRC:
            return None
        return f'is no grade: "{short(result)}"', f"write a grade from 0 to {MAX_MRC}; {MAX_MRC} is normal"
    if isinstance(result, str) and result in examination.results:
        return None
    words = f"write {', '.join(examination.results)}"
    return f'is not a result of this test: "{short(result)}"', nearest(str(result), examination.results) + words


def _wrong_degrees(examination: Examination, degrees: object) -> Said | None:
    if degrees is None:
        return None
    if not examination.degrees:
        return "has no angle", "leave out degrees"
    if isinstance(degrees, bool) or not isinstance(degrees, int | float) or not 0 <= degrees <= MAX_DEGREES:
        return f'is no angle: "{short(degrees)}"', f"write degrees from 0 to {MAX_DEGREES:.0f}"
    return None


def _example(examination: Examination) -> str:
    return "4" if examination.is_graded else " or ".join(examination.results)
