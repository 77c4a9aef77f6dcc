"""What a case lists as found, as lines one types: "EHL 4 left", "no fever"; and back again, nothing lost."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import yaml

from rootmap.anatomy.vocabulary import Side
from rootmap.cases.results import Results
from rootmap.cases.tables import Tables
from rootmap.errors import InputError
from rootmap.localise.evidence import Finding
from rootmap.localise.shorthand import Shorthand

NOT_READ = "?"  # the result of a line that is not understood: it stays in the draft, and the checks name it


class FindingLines:
    """Reads and writes the groups of results of a case as typed lines."""

    def __init__(self, shorthand: Shorthand, tables: Tables) -> None:
        self._shorthand, self._tables = shorthand, tables

    def lines(self, results: object) -> list[str]:
        """Return a group of results as lines; what cannot be typed stands as it does in the file."""
        found: list[str] = []
        for test, value in results.items() if isinstance(results, dict) else ():
            found += [str(test)] if value == NOT_READ else self._of_test(str(test), value)
        return found

    def results(self, lines: Iterable[str]) -> dict[str, Any]:
        """Return lines as a group of results; a line that is not understood stands as its own name."""
        found: dict[str, Any] = {}
        for line in (line.strip() for line in lines):
            for test, value in self._read(line).items() if line else ():
                before = found.get(test)
                found[test] = before | value if isinstance(before, dict) and isinstance(value, dict) else value
        return {test: self._simplest(test, value) for test, value in found.items()}

    def fault(self, line: str) -> str:
        """Return why a line is not understood and what to do, "" when it is."""
        if not line.strip() or _as_written(line):
            return ""
        try:
            self._shorthand.parse(line)
        except InputError as error:
            return f"{error.problem}; {error.remedy}"
        return ""

    def _read(self, line: str) -> dict[str, Any]:
        written = _as_written(line)
        if written:
            return written
        try:
            findings = self._shorthand.parse(line).findings
        except InputError:
            return {line: NOT_READ}
        read: dict[str, Any] = {}
        for finding in findings:
            if finding.side is None:
                read[finding.test] = _value(finding)
            else:
                read.setdefault(finding.test, {})[finding.side.value] = _value(finding)
        return read

    def _simplest(self, test: str, value: Any) -> Any:
        """Return what is normal on both sides as one word, as one would write it."""
        examination = self._tables.examinations.get(test)
        if examination is None or not isinstance(value, dict) or set(value) != {"left", "right"}:
            return value
        normal = _value(examination.normal_finding(Side.LEFT))
        return normal if value["left"] == value["right"] == normal else value

    def _of_test(self, test: str, value: Any) -> list[str]:
        reader = Results(self._tables.examinations)
        examination = self._tables.examinations.get(test)
        group = "history_findings" if examination is not None and examination.is_asked else "examination"
        findings = reader.read(group, {test: value})
        if not reader.faults and findings:
            lines = self._both(findings) or [self._shorthand.write(finding) for finding in findings]
            if self.results(lines) == {test: self._simplest(test, value)}:
                return lines
        return [_flow({test: value})]

    def _both(self, findings: tuple[Finding, ...]) -> list[str]:
        """Return one line for two sides that show the same."""
        if len(findings) != 2 or replace(findings[0], side=None) != replace(findings[1], side=None):
            return []
        return [self._shorthand.write(replace(findings[0], side=Side.LEFT)).replace(" left ", " both ", 1)]


def _value(finding: Finding) -> Any:
    if finding.mrc is not None:
        return finding.mrc
    if finding.degrees is None:
        return str(finding.result)
    whole = finding.degrees == int(finding.degrees)
    return {"result": str(finding.result), "degrees": int(finding.degrees) if whole else finding.degrees}


def _as_written(line: str) -> dict[str, Any]:
    """Return what a line says that is written as in the file, {} when it is not."""
    name, colon, _ = line.partition(": ")
    if not colon or " " in name.strip():
        return {}
    try:
        value = yaml.safe_load(line)
    except (yaml.YAMLError, ValueError):
        return {}
    return {str(key): inner for key, inner in value.items()} if isinstance(value, dict) else {}


def _flow(value: Mapping[str, Any]) -> str:
    text = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=10_000, sort_keys=False).strip()
    return text[1:-1]
