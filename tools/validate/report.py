"""The report: tables of the trials as a page, and short for the terminal."""

from collections.abc import Callable, Iterable, Sequence
from textwrap import wrap

import numpy as np
from tools.validate import measures
from tools.validate.baselines import KEY_POINT, KEY_SIGN, KEY_SIGNS, NAMES, OVERLAP
from tools.validate.trial import AS_SHOWN, BOTH, DRAWING, IN_CLINIC, NOWHERE, PAIN, SETTINGS, SIGNS, Trials

from rootmap.simulate.causes import Mix, Shares

PUBLISHED_LEVEL = (0.36, 0.69)
"""Lumbar level right from a pain drawing alone: the range of published studies."""

WIDTH = 118
FEWEST = 20  # a cause with fewer patients gets no row of its own
AGAINST = {DRAWING: (OVERLAP, KEY_POINT), SIGNS: (KEY_SIGN,), BOTH: NAMES}

INTRODUCTION = """# How the ranking does on simulated patients

This page is written by `make validate`; do not edit it. It says how often the ranking names the cause of *simulated*
patients, and how well its probabilities keep their word. It is no validation on people.

The patients do not come from the ranking model. A cause is drawn, then the patient's own skin from one published map
(chosen by its evidence), then where pain, tingling and numbness are felt, by the frequencies that studies count:
pain outside the dermatome (Murphy 2009), by area of the leg (Furman 2019), in a neighbour's dermatome (Kortelainen
1985, McAnany 2019), over several levels (Bove 2005), tingling (Taylor 2013), numb cores (Nitta 1993), standard patterns
(McAnany 2019, Hong and Nam 2022), neck and scapular pain (Henderson 1983, Tanaka 2006). Signs are abnormal as often
as the table of accuracy says, *level* and *presence* figures apart, by innervation where nothing is published. What no
study counts is a judgement, and every one of them is a named constant in `rootmap/simulate/judgement.py`.

Two limits of this must be kept in mind. The signs are drawn from the same published figures by which the ranking
weighs them: here agreement shows that it reckons rightly, not that the figures are right. And the maps a patient is
drawn from are those the ranking reads, so that a drawing is easier here than at the bedside.
"""

BASELINES = f"""## What it is measured against

* **{OVERLAP}**: the root whose territory holds most of the paint (cm², mean of the maps of roots).
* **{KEY_POINT}**: the one of the 28 key points of the International Standards with most paint within
  4 cm, or where none has any, the one nearest to the paint.
* **{KEY_SIGN}**: a pocket card. Each abnormal sign votes for one root: {{card}}. Pinprick at a key point names
  its root; ties go to the commoner root.

The baselines know roots only; a nerve or a mimic they never name. The last one knows how common each root is in the
mix. So that like is compared with like the ranking is told that too: its probabilities start from the shares of the
mix. The rows *as shown* are what the window says, which is told next to nothing, on purpose: a student's patient may
have anything. The rows *in its clinic* are what it says once told no more than that the patient is seen in a clinic for
back and leg, or for neck and arm, where nerves, mimics and the other limb are met too. A probability can keep its word
only among the patients it is about; so the calibration that counts is that of the ranking which was told.
"""


def page(trials: Sequence[Trials], shares: Shares, patients: int, seed: int) -> str:
    """Return the whole page. It has no date, so that the same run writes the same page."""
    card = ", ".join(f"{test.split('.')[-1].replace('_', ' ')} {root}" for test, root in KEY_SIGNS.items())
    parts = [
        INTRODUCTION,
        f"{patients:,} patients of each mix, causes weighted as in a {shares}, first seed {seed}. Every patient is "
        "ranked by the drawing alone, by the signs alone and by both. In brackets: 95 % intervals (Wilson; for "
        "differences those of paired shares, as in McNemar's test).\n",
        *_summary(trials),
        *(line for mix in trials if mix.mix is Mix.LUMBAR_ROOTS for line in _against_studies(mix)),
        BASELINES.format(card=card),
        *(line for mix in trials for line in _differences(mix)),
        "## How far the probabilities can be believed\n\nOf the answers given with about this probability, so many "
        "were right. On the line they keep their word; below it they promise too much.\n\n"
        "![Reliability](validation/reliability.svg)\n",
        *(line for mix in trials for line in _by_cause(mix)),
    ]
    return _wrapped("\n".join(parts).rstrip()) + "\n"


def _wrapped(text: str) -> str:
    """Fill the paragraphs and items of a page; tables, headings and pictures stay as they are."""
    done: list[str] = []
    prose: list[str] = []
    for line in (*text.splitlines(), ""):
        as_it_is = not line or line.startswith(("|", "#", "!"))
        if prose and (as_it_is or line.startswith("* ")):
            hanging = "  " if prose[0].startswith("* ") else ""
            whole = " ".join(prose)
            done += wrap(whole, WIDTH, subsequent_indent=hanging, break_on_hyphens=False, break_long_words=False)
            prose = []
        if as_it_is:
            done.append(line)
        else:
            prose.append(line.strip())
    return "\n".join(done[:-1])


def short(trials: Sequence[Trials]) -> str:
    """Return a compact table for the terminal."""
    lines = [f"{'mix':16}{'by':22}{'first':>8}{'level':>8}{'in 3':>8}{'brier':>8}{'ECE':>7}{'stated':>8}{'n':>8}"]
    for mix in trials:
        for by in _answered(mix):
            first, three = measures.share(mix.hit(by)).value, measures.share(mix.hit(by, 3)).value
            line = f"{mix.mix:16}{by:22}{first:8.3f}{mix.level(by).mean():8.3f}{three:8.3f}"
            if by not in NAMES:
                stated = mix.numbers(f"{by}.first")
                error = measures.calibration_error(stated, mix.hit(by))
                line += f"{mix.numbers(f'{by}.brier').mean():8.3f}{error:7.3f}{stated.mean():8.3f}"
            else:
                line += f"{'':23}"
            lines.append(f"{line}{len(mix):8}")
        missing = float((mix.numbers(f"{BOTH}.place") == NOWHERE).mean())
        if missing:
            lines.append(f"{mix.mix:16}cause is no candidate: {missing:.3f}")
    for mix in trials:
        if mix.mix is Mix.LUMBAR_ROOTS:
            lines.append(f"L5 or S1 from pain alone: {_l5_or_s1(mix)}")
    return "\n".join(lines)


def _answered(mix: Trials) -> tuple[str, ...]:
    pain = (PAIN,) if f"{PAIN}.place" in mix.columns else ()
    told = (*SETTINGS, *pain)
    clinic = [name + IN_CLINIC for name in SETTINGS if f"{name + IN_CLINIC}.place" in mix.columns]
    return (*told, *(name + AS_SHOWN for name in told), *clinic, *NAMES)


def _summary(trials: Sequence[Trials]) -> Iterable[str]:
    yield "## In short\n\n![Right at once](validation/right.svg)\n"
    yield _row(
        "patients",
        "ranked by",
        "right at once",
        "but for the side",
        "among three",
        "Brier",
        "calibration error",
        "no candidate",
    )
    yield _row(*["---"] * 8)
    for mix in trials:
        for by in _answered(mix):
            first, three = measures.share(mix.hit(by)), measures.share(mix.hit(by, 3))
            brier = error = missing = ""
            if by not in NAMES:
                brier = f"{mix.numbers(f'{by}.brier').mean():.3f}"
                error = f"{measures.calibration_error(mix.numbers(f'{by}.first'), mix.hit(by)):.3f}"
                missing = f"{100 * (mix.numbers(f'{by}.place') == NOWHERE).mean():.1f} %"
            level = f"{100 * mix.level(by).mean():.1f} %"
            named = f"*{by}*" if by in NAMES else by
            yield _row(str(mix.mix), named, str(first), level, str(three), brier, error, missing)
    yield (
        "\nBrier: the squared error over all candidates, 0 at best, 2 at worst. Calibration error: how far the "
        "probability of the first answer lies from how often it is right, on average. A cause that is no candidate "
        "cannot be named; it then counts as wrong, and the belief kept back is what the ranking gave it.\n"
    )


def _against_studies(mix: Trials) -> Iterable[str]:
    level = measures.share(mix.level(PAIN))
    low, high = PUBLISHED_LEVEL
    where = "inside" if low <= level.value <= high else "above" if level.value > high else "below"
    yield "## Beside what is published\n"
    yield (
        f"* The lumbar level from the pain drawing alone: {level}, {where} the published {100 * low:.0f} to "
        f"{100 * high:.0f} %."
    )
    two = _l5_or_s1(mix)
    chance = "no better than chance" if two.low <= 0.5 else "better than chance"
    yield (
        f"* L5 against S1 from pain alone, those two only: {two}, {chance}. Clinicians did no better than chance "
        "(Albert 2019)."
    )
    pattern = mix.words("pain")
    yield "* Right at once from pain alone, by how the pain lay:\n"
    yield _row("pain", "patients", "right at once")
    yield _row("---", "---", "---")
    for name in sorted(set(pattern.tolist()) - {""}):
        rows = pattern == name
        yield _row(_PATTERNS.get(name, name), f"{100 * rows.mean():.1f} %", str(measures.share(mix.hit(PAIN)[rows])))
    easy = mix.numbers("difficulty")
    yield "\n* Right at once by everything, by difficulty (0 as in the book, 1 misleading):\n"
    yield _row("difficulty", "patients", "right at once")
    yield _row("---", "---", "---")
    for low_edge in np.arange(0.0, 1.0, 0.2):
        rows = (easy >= low_edge) & (easy < low_edge + 0.2 + (low_edge > 0.75))
        if rows.any():
            edges = f"{low_edge:.1f} to {low_edge + 0.2:.1f}"
            yield _row(edges, f"{100 * rows.mean():.1f} %", str(measures.share(mix.hit(BOTH)[rows])))
    yield ""


_PATTERNS = {
    "": "not drawn",
    "areas": "by area of the leg",
    "neighbour": "in another root's skin",
    "own": "in the dermatome",
    "proximal": "back or neck alone",
    "several": "over several levels",
    "wide": "the whole limb",
}


def _l5_or_s1(mix: Trials) -> measures.Share:
    cause, first = mix.words("cause"), mix.numbers("l5_before_s1") > 0
    rows = np.isin(cause, ("L5", "S1"))
    return measures.share((first == (cause == "L5"))[rows])


def _differences(mix: Trials) -> Iterable[str]:
    yield f"### {str(mix.mix).capitalize()}\n"
    yield _row("ranked by", "against", "right oftener by", "among three oftener by")
    yield _row(*["---"] * 4)
    for by, others in AGAINST.items():
        for other in others:
            gains = [measures.difference(mix.hit(by, k), mix.hit(other, k)) for k in (1, 3)]
            yield _row(by, other, *(_signed(gain) for gain in gains))
    yield ""


def _signed(gain: measures.Share) -> str:
    return f"{100 * gain.value:+.1f} points ({100 * gain.low:+.1f} to {100 * gain.high:+.1f})"


def _by_cause(mix: Trials) -> Iterable[str]:
    """List the causes with enough patients; of all causes the kinds go first."""
    yield f"## By cause: {mix.mix}\n"
    if mix.mix is Mix.ALL_CAUSES:
        yield from _table_by(mix, "kind", lambda name: name)
        yield ""
    yield from _table_by(mix, "cause", lambda name: name.replace("_", " "))
    yield ""


def _table_by(mix: Trials, column: str, worded: Callable[[str], str]) -> Iterable[str]:
    names = mix.words(column)
    found, counts = np.unique(names, return_counts=True)
    yield _row(column, "patients", *(f"right by {by}" for by in SETTINGS), "among three by both")
    yield _row(*["---"] * (3 + len(SETTINGS)))
    for place in np.argsort(-counts, kind="stable"):
        if counts[place] >= FEWEST:
            part = mix.only(names == found[place])
            cells = [str(measures.share(part.hit(by))) for by in SETTINGS]
            yield _row(worded(str(found[place])), f"{counts[place]:,}", *cells, str(measures.share(part.hit(BOTH, 3))))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
