"""Run all measurements and print them beside their limits; exit status 1 when one is missed."""

import os
import shutil
import sys
from dataclasses import dataclass

from benchmarks.batch import BATCH, BATCH_S, seconds_for_a_batch
from benchmarks.measure import EARLY, LATE, Result, Subject, measure
from benchmarks.program import Program
from benchmarks.x11 import SCREEN, private_server

BARE = Program("bare widget", ("benchmarks.bare_widget",))
SUBJECTS = (
    Subject(BARE, BARE),
    Subject(Program("Rootmap", ("rootmap",)), Program("Rootmap", ("benchmarks.app_window",))),
)


@dataclass(frozen=True)
class Line:
    """One line of the report: what was measured, of Rootmap and of the bare widget, and the limit of their ratio."""

    what: str
    unit: str
    value: float
    bare: float
    limit: float

    @property
    def ratio(self) -> float:
        """How many times the bare widget's value."""
        return self.value / self.bare

    @property
    def kept(self) -> bool:
        """Whether the limit is kept."""
        return self.ratio <= self.limit

    def __str__(self) -> str:
        """Return the line, aligned."""
        verdict = "PASS" if self.kept else "MISS"
        figures = f"{self.value:8.2f} {self.bare:8.2f}  {self.unit:<4}{self.ratio:7.2f} x   at most {self.limit:5.2f} x"
        return f"{self.what:<44}{figures}   {verdict}"


def lines(app: Result, bare: Result) -> list[Line]:
    """Return the report; rankings are held against the bare widget's pointer to pixel, for it has no ranking."""
    found = [Line("start to first painted body, median", "s", app.start_median, bare.start_median, 1.5)]
    for stroke in (EARLY, LATE):
        widget = bare.pixel[stroke]
        for what, latencies, limits in (
            ("pixel", app.pixel[stroke], (2.0, 4.0)),
            ("ranking", app.ranking[stroke], (6.0, 12.0)),
        ):
            for share, limit in zip((50, 99), limits, strict=True):
                name = f"pointer to {what}, p{share}, stroke {stroke}"
                found.append(Line(name, "ms", latencies.percentile(share), widget.percentile(share), limit))
    for what, both in (("pixel", app.pixel), ("ranking", app.ranking)):
        late, early = both[LATE].percentile(50), both[EARLY].percentile(50)
        found.append(Line(f"pointer to {what}, p50, stroke {LATE} : {EARLY}", "ms", late, early, 1.3))
    found.append(Line("memory after painting : 180 MiB", "MiB", app.memory_mib, 180.0, 1.0))
    return found


def main() -> int:
    """Measure, print, and return the exit status."""
    if shutil.which("Xvfb") is None:
        sys.exit("Xvfb is missing: apt-get install -y xvfb libxtst6")
    with private_server() as first, private_server() as second:
        bare, app = measure(SUBJECTS, (first, second))
    report = lines(app, bare)
    batch = seconds_for_a_batch()
    report.append(Line(f"{BATCH:,} drawings ranked on 2 cores : {BATCH_S:.0f} s", "s", batch, BATCH_S, 1.0))
    print(
        f"Under Xvfb at {SCREEN[0]}x{SCREEN[1]}, seen from outside the program; the bare widget turn by turn with it."
    )
    print(f"Load of the machine: {os.getloadavg()[1]:.1f} on {os.cpu_count()} cores; above 1 the ratios say little.")
    print(f"{'':<44}{'Rootmap':>8} {'bare':>8}")
    print("\n".join(map(str, report)))
    for name, result in (("Rootmap", app), ("bare widget", bare)):
        counts = {kind: [len(x.milliseconds) for x in getattr(result, kind).values()] for kind in ("pixel", "ranking")}
        lost = sum(x.lost for kind in (result.pixel, result.ranking) for x in kind.values())
        print(f"{name}: {counts} moves timed, {lost} changed nothing; {result.memory_mib:.0f} MiB")
    return 0 if all(line.kept for line in report) else 1


if __name__ == "__main__":
    sys.exit(main())
