"""The checklist of an explanation in plain words: a lenient first guess, then the student's own ticks."""

import pytest

from rootmap.cases.model import Misstatement, PatientExplanation, PlainPoint
from rootmap.cases.plain_words import first_guess, grade_plain_words

WANTED = PatientExplanation(
    points=(
        PlainPoint("A nerve is irritated.", ("nerve", "disc")),
        PlainPoint("Keep moving.", ("keep moving", "stay active", "walk")),
        PlainPoint("Look again.", ()),
    ),
    misstatements=(Misstatement("It has slipped.", "It does not.", ("slipped", "out of place", "bed rest")),),
)


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("One of the NERVES in your back is sore.", (True, False, False)),
        ("Please keep on moving.", (False, True, False)),
        ("You should stay as active as you can.", (False, True, False)),
        ("Walking is good.", (False, True, False)),
        ("A disc bulges. Do keep walking.", (True, True, False)),
        ("You keep your house. A moving tale.", (False, False, False)),
        ("Keep a diary of each and every thing and then be moving.", (False, False, False)),
        ("", (False, False, False)),
        ("Ein Nérve.", (True, False, False)),
    ],
)
def test_a_point_is_guessed_by_any_of_its_words_whatever_their_ending(text: str, points: tuple[bool, ...]) -> None:
    assert first_guess(text, WANTED).points == points


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Your disc has slipped.", True),
        ("Discs slip.", True),
        ("Your disc has not slipped.", False),
        ("It isn't out of place.", False),
        ("It is not your fault. The disc slipped.", True),
        ("No bed rest, please.", False),
        ("You need bed rest.", True),
        ("It never slips; it slipped.", True),
    ],
)
def test_a_misstatement_is_guessed_unless_it_is_denied(text: str, said: bool) -> None:
    assert first_guess(text, WANTED).misstatements == (said,)


def test_the_ticks_of_the_student_decide() -> None:
    whole = grade_plain_words(WANTED, {0, 1, 2}, set())
    assert (whole.score, whole.missing, whole.misstated) == (pytest.approx(1.0), (), ())
    part = grade_plain_words(WANTED, {0, 1, 99}, {0})
    assert part.score == pytest.approx(1 / 3)
    assert part.missing == ("Look again.",)
    assert part.misstated == (("It has slipped.", "It does not."),)
    assert grade_plain_words(WANTED, set(), {0}).score == 0.0
