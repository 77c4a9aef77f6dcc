"""Validate the ranking on simulated patients: `python -m tools.validate [--patients N] [--seed S] [--out DOCS]`."""

import argparse
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "app"))
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")  # every core has a worker of its own, and sums keep their order

from tools.validate import plots, report  # noqa: E402
from tools.validate.trial import run  # noqa: E402

from rootmap.simulate.causes import Mix, Shares  # noqa: E402  (the package's own code must be found first)

PATIENTS, SEED = 20_000, 1_000_000  # seeds far from those used while trying things out


def main() -> None:
    """Run the trials of every mix, print a table and write the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--patients", type=int, default=PATIENTS, help="of each mix; default %(default)s")
    parser.add_argument("--seed", type=int, default=SEED, help="the first seed; default %(default)s")
    parser.add_argument("--shares", type=Shares, choices=list(Shares), default=Shares.CLINIC, help="of the causes")
    parser.add_argument("--mix", type=Mix, choices=list(Mix), action="append", help="only this mix; may be repeated")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes; default %(default)s")
    parser.add_argument(
        "--out", type=Path, help="folder for validation.md and validation/; default docs/ of a full run"
    )
    arguments = parser.parse_args()
    full = arguments.patients == PATIENTS and arguments.mix is None and arguments.shares is Shares.CLINIC
    started, trials = time.monotonic(), []
    with ProcessPoolExecutor(arguments.workers) as pool:
        for mix in arguments.mix or Mix:
            trials.append(run(mix, arguments.shares, arguments.patients, arguments.seed, pool))
            print(f"{mix}: {len(trials[-1])} patients, {time.monotonic() - started:.0f} s", file=sys.stderr)
    print(report.short(trials))
    folder = arguments.out or (ROOT / "docs" if full else None)
    if folder is not None:
        plots.write(trials, folder / "validation")
        text = report.page(trials, arguments.shares, arguments.patients, arguments.seed)
        (folder / "validation.md").write_text(text)


if __name__ == "__main__":
    main()
