"""From rows of the database to records."""

from typing import Any

from rootmap.progress.records import Card, Memory, Mode, Rating, Review, Stage

CARD = "SELECT id, item_id, stage, step, stability, difficulty, due_ms, last_ms, suspended, buried_until FROM cards"
REVIEW = (
    "SELECT id, item_id, mode, when_ms, correct, score, confidence, milliseconds, rating, true_root, chosen_root, "
    "is_first FROM counted ORDER BY id"
)


def card(row: tuple[Any, ...]) -> Card:
    """Return the card of a row of CARD."""
    number, name, stage, step, stability, difficulty, due_ms, last_ms, suspended, buried_until = row
    memory = None
    if stage is not None:
        memory = Memory(Stage(stage), step, stability, difficulty, due_ms, last_ms)
    return Card(number, name, memory, bool(suspended), buried_until)


def review(row: tuple[Any, ...]) -> Review:
    """Return the answer of a row of REVIEW. Raises ValueError when a word in it is unknown."""
    number, name, mode, when_ms, correct, score, confidence, took, rating, true_root, chosen_root, is_first = row
    return Review(
        number, name, Mode(mode), when_ms, bool(correct), score, confidence, took, Rating(rating),
        true_root, chosen_root, bool(is_first),
    )  # fmt: skip
