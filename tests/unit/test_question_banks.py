"""`rootmap quiz check` names line, place and remedy; an answer is graded by what was missed and what was wrong."""

from pathlib import Path
from random import Random
from types import SimpleNamespace

import pytest
from tests.cases_world import BANK, bank_file

from rootmap.__main__ import main
from rootmap.anatomy.load import load_anatomy
from rootmap.cases.bank import QuestionKind
from rootmap.cases.reading import Reader, read_bank
from rootmap.quiz.asked import grade_choice
from rootmap.quiz.bank_form import BankQuestion, bank_items

FAULTS = [
    ("id: small-bank", "id: other", "line 3: id", "name the file other.yaml"),
    ("- id: several", "- id: one", "line 18: questions.1.id", "an id of its own"),
    ("kind: imaging", "kind: pictures", "line 43: questions.4.kind", "it may be single_choice"),
    ("correct: a\n", "correct: d\n", "line 15: questions.0.correct.0", "write one of a, b"),
    ("correct: a\n", "correct: [a, b]\n", "line 15: questions.0.correct: has more than one answer", "multiple_choice"),
    ("correct: [a, c]", "correct: [a, a]", "line 23: questions.1.correct", "keep one of them"),
    ("why_not: {b: Not so.}\n  - id: several", "why_not: {a: Not so.}\n  - id: several", "line 17", "the letter"),
    ("options: {a: this, b: that}", "options: {a: this}", "line 14: questions.0.options", "add more"),
    ("discs: [L3-4, L4-5]", "options: {a: L3-4}", "questions.2.options: does not belong", "leave it out"),
    ("discs: [L3-4, L4-5]", "discs: [L3-4, L4/5]", "line 30: questions.2.discs.1", 'did you mean "L4-5"'),
    ("zone: paracentral", "zone: foraminal", "questions.2.correct.0: a lesion foraminal at L4-5 strikes L4", "correct"),
    ("    zone: paracentral\n", "", "line 32: questions.2.root", "add zone"),
    ("correct: E", "correct: U", "line 39: questions.3.correct.0: is not the urgency of cauda_equina", "write E"),
    ("red_flag: cauda_equina_saddle", "red_flag: cauda_equina", "line 40: questions.3.red_flag", "did you mean"),
    ("correct: not_now", "correct: never", "line 46: questions.4.correct.0", "now, after_six_weeks, not_now"),
    ("text: When?", "text: <script>", "questions.4.text: holds markup", "plain words"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "place", "remedy"), FAULTS)
def test_a_fault_names_its_line_its_place_and_what_to_do(
    tmp_path: Path, old: str, new: str, place: str, remedy: str
) -> None:
    assert BANK.count(old) == 1
    found = [str(fault) for fault in Reader().bank(bank_file(tmp_path, BANK.replace(old, new))).faults]
    assert any(place in line and remedy in line.split(place)[1] for line in found), found


def test_the_command_line_checks_banks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quiz", "check"]) == 0
    assert "first-steps.yaml: good" in capsys.readouterr().out
    bad = bank_file(tmp_path, BANK.replace("difficulty: 1", "difficulty: easy", 1))
    assert main(["quiz", "check", str(bad)]) == 2
    assert "line 12: questions.0.difficulty: is not a whole number" in capsys.readouterr().err
    quiet = bank_file(tmp_path, BANK.replace("    why_not: {b: Not so.}\n", "", 1))
    assert main(["quiz", "check", str(quiet)]) == 0
    assert "look at line 10: questions.0: does not say why the other answers are wrong" in capsys.readouterr().out


def test_every_kind_of_question_has_its_answers(tmp_path: Path) -> None:
    questions = {question.kind: question for question in read_bank(bank_file(tmp_path)).questions}
    assert set(questions) == set(QuestionKind)
    assert [option.id for option in questions[QuestionKind.WHICH_DISC].options] == ["L3-4", "L4-5"]
    assert [option.id for option in questions[QuestionKind.RED_FLAG_URGENCY].options] == ["E", "U", "R", "none"]
    assert [option.id for option in questions[QuestionKind.IMAGING].options] == ["now", "after_six_weeks", "not_now"]
    assert questions[QuestionKind.SINGLE_CHOICE].options[1].why_not == "Not so."


@pytest.mark.parametrize(
    ("chosen", "credit"), [("ac", 1.0), ("a", 0.5), ("abc", 0.5), ("ab", 0.0), ("b", 0.0), ("", 0.0)]
)
def test_what_is_right_earns_its_share_and_what_is_wrong_takes_one(tmp_path: Path, chosen: str, credit: float) -> None:
    bank = read_bank(bank_file(tmp_path))
    item = next(each for each in bank_items([bank]) if each.subject == f"{bank.id}/{bank.questions[1].id}")
    asked = BankQuestion(SimpleNamespace(anatomy=load_anatomy(), banks=(bank,))).ask(item, Random(1))
    given = grade_choice(asked, set(chosen))
    assert given.score == credit
    assert given.right is (chosen == "ac")
