"""The pictures of the report, the same bytes for the same trials."""

from collections.abc import Sequence
from pathlib import Path

import matplotlib

matplotlib.use("svg")

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from tools.validate import measures
from tools.validate.baselines import KEY_POINT, KEY_SIGN, OVERLAP
from tools.validate.trial import BOTH, DRAWING, SIGNS, Trials

COLOURS = {  # Okabe and Ito
    DRAWING: "#0072B2", SIGNS: "#E69F00", BOTH: "#009E73",
    OVERLAP: "#8FB8D6", KEY_POINT: "#BBBBBB", KEY_SIGN: "#F0CE86",
}  # fmt: skip
BARS = (DRAWING, OVERLAP, KEY_POINT, SIGNS, KEY_SIGN, BOTH)
STYLE = {
    "svg.hashsalt": "rootmap",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
}


def write(trials: Sequence[Trials], folder: Path) -> None:
    """Write right.svg and reliability.svg into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with plt.rc_context(STYLE):  # type: ignore[arg-type]
        _save(_right(trials), folder / "right.svg")
        _save(_reliability(trials), folder / "reliability.svg")


def _right(trials: Sequence[Trials]) -> Figure:
    figure, axes = plt.subplots(figsize=(9.0, 3.6), layout="constrained")
    width = 0.8 / len(BARS)
    for k, by in enumerate(BARS):
        shares = [measures.share(mix.hit(by)) for mix in trials]
        at = [place + (k - (len(BARS) - 1) / 2) * width for place in range(len(trials))]
        heights = [100 * each.value for each in shares]
        axes.bar(at, heights, 0.92 * width, color=COLOURS[by], label=by)
        spread = [
            [100 * (each.value - each.low) for each in shares],
            [100 * (each.high - each.value) for each in shares],
        ]
        axes.errorbar(at, heights, spread, fmt="none", ecolor="#333333", elinewidth=0.9, capsize=1.5)
    axes.set_xticks(range(len(trials)), [str(mix.mix) for mix in trials])
    axes.set_ylabel("right at once, %")
    axes.set_ylim(0, 100)
    axes.grid(axis="y", color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    figure.legend(loc="outside upper center", ncols=len(BARS), frameon=False, handlelength=1.0, columnspacing=1.2)
    return figure


def _reliability(trials: Sequence[Trials]) -> Figure:
    columns = max(len(trials), 2)
    figure, all_axes = plt.subplots(
        1, columns, figsize=(2.6 * columns, 3.2), sharex=True, sharey=True, layout="constrained"
    )
    for axes, mix in zip(all_axes, trials, strict=False):
        _curve(axes, mix)
    all_axes[0].set_ylabel("right, %")
    figure.supxlabel("probability given to the first answer, %", fontsize=10)
    handles, labels = all_axes[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside upper center", ncols=3, frameon=False)
    return figure


def _curve(axes: Axes, mix: Trials) -> None:
    axes.plot([0, 100], [0, 100], color="#aaaaaa", linewidth=0.8, zorder=0)
    for by in (DRAWING, SIGNS, BOTH):
        bins = [
            each for each in measures.reliability(mix.numbers(f"{by}.first"), mix.hit(by)) if each.right.count >= 10
        ]
        stated, right = [100 * each.stated for each in bins], [100 * each.right.value for each in bins]
        low = [max(0.0, 100 * (each.right.value - each.right.low)) for each in bins]
        high = [max(0.0, 100 * (each.right.high - each.right.value)) for each in bins]
        axes.errorbar(
            stated, right, [low, high], color=COLOURS[by], marker="o", markersize=3.5, linewidth=1.3, label=by
        )
    axes.set_title(str(mix.mix), fontsize=10)
    axes.set_xlim(0, 100)
    axes.set_ylim(0, 100)
    axes.set_aspect("equal")


def _save(figure: Figure, path: Path) -> None:
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)
    path.write_text("\n".join(line.rstrip() for line in path.read_text().splitlines()) + "\n")
