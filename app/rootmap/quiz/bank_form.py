"""Questions that authors wrote, out of the banks."""

from collections.abc import Iterable, Mapping
from random import Random

from rootmap.cases.bank import Question, QuestionBank, QuestionKind
from rootmap.progress.records import Item, ItemKind
from rootmap.quiz.asked import Asked, Choice, Form, How
from rootmap.quiz.material import Material, source_of

_SCALES = (QuestionKind.RED_FLAG_URGENCY, QuestionKind.IMAGING, QuestionKind.WHICH_DISC)  # their order has a meaning

_TITLE = 60  # letters


def bank_items(banks: Iterable[QuestionBank]) -> list[Item]:
    """Return an item for each question, the easiest of each bank first."""
    return [
        Item(ItemKind.BANK, f"{bank.id}/{question.id}", f"{bank.title}: {_short(question.text)}")
        for bank in banks
        for question in sorted(bank.questions, key=lambda each: each.difficulty)
    ]


def _short(text: str) -> str:
    whole = " ".join(text.split())
    return whole if len(whole) <= _TITLE else whole[: _TITLE - 1].rstrip() + "…"


class BankQuestion:
    """A question with one right answer or several, as its author wrote it."""

    form = Form.BANK

    def __init__(self, material: Material) -> None:
        self._anatomy = material.anatomy
        self._questions: Mapping[str, Question] = {
            f"{bank.id}/{question.id}": question for bank in material.banks for question in bank.questions
        }

    def can(self, item: Item) -> bool:
        """Whether the question is still in its bank."""
        return item.subject in self._questions

    def ask(self, item: Item, random: Random) -> Asked:
        """Ask it, its answers in any order where the order says nothing."""
        question = self._questions[item.subject]
        several = question.kind is QuestionKind.MULTIPLE_CHOICE
        options = list(question.options)
        if question.kind not in _SCALES:
            random.shuffle(options)
        known = {each.id: each.text for each in options}
        return Asked(
            item, self.form, How.SEVERAL if several else How.ONE, question.text,
            answer=", ".join(known[name] for name in question.correct),
            why=question.why,
            source=source_of(self._anatomy, question.provenance),
            hint="Choose all that are right." if several else "",
            choices=tuple(Choice(each.id, each.text, each.why_not) for each in options),
            correct=question.correct,
        )  # fmt: skip
