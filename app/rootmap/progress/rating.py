"""From an answer to a rating: wrong, hard, good or easy. The limits are judgement."""

from rootmap.progress.records import Mode, Outcome, Rating

# A painting, by the share of skin in agreement. What the quiz calls right (0.7) is the border of GOOD.
PAINT_EASY, PAINT_GOOD, PAINT_HARD = 0.85, 0.7, 0.5
SURE = 0.9  # at least this confident counts as sure
UNSURE = 0.5  # at most this confident counts as a struggle, right or not
# Milliseconds: at most FAST is known at sight; beyond SLOW it was worked out. A typed answer takes a hand longer.
FAST_MS = {Mode.CHOOSE: 5_000, Mode.TYPE: 7_000, Mode.POINT: 6_000, Mode.CASE: 30_000}
SLOW_MS = {Mode.CHOOSE: 20_000, Mode.TYPE: 25_000, Mode.POINT: 25_000, Mode.CASE: 180_000}


def rate(outcome: Outcome) -> Rating:
    """Rate an answer: wrong is AGAIN, right but slow or unsure HARD, right GOOD, right at sight and sure EASY.

    A painting is rated by its score alone, and no better than HARD when the painter was unsure.
    """
    unsure = outcome.confidence is not None and outcome.confidence <= UNSURE
    if outcome.mode is Mode.PAINT:
        return _by_score(outcome.score, unsure=unsure)
    if not outcome.correct:
        return Rating.AGAIN
    if unsure or outcome.milliseconds > SLOW_MS[outcome.mode]:
        return Rating.HARD
    sure = outcome.confidence is not None and outcome.confidence >= SURE
    return Rating.EASY if sure and outcome.milliseconds <= FAST_MS[outcome.mode] else Rating.GOOD


def _by_score(score: float, *, unsure: bool) -> Rating:
    if score < PAINT_HARD:
        return Rating.AGAIN
    if score < PAINT_GOOD or unsure:
        return Rating.HARD
    return Rating.EASY if score >= PAINT_EASY else Rating.GOOD
