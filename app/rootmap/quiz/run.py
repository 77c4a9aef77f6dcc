"""The score of one run of the quiz."""

from dataclasses import dataclass, field

from rootmap.quiz.grading import DrawingGrade, NameGrade, Verdict

Grade = NameGrade | DrawingGrade


@dataclass
class QuizRun:
    """What was answered since the quiz was opened."""

    grades: list[Grade] = field(default_factory=list)

    def note(self, grade: Grade) -> None:
        """Keep a grade."""
        self.grades.append(grade)

    @property
    def asked(self) -> int:
        """How many questions were answered."""
        return len(self.grades)

    @property
    def right(self) -> int:
        """How many of them well."""
        return sum(grade.verdict is Verdict.RIGHT for grade in self.grades)

    @property
    def streak(self) -> int:
        """How many of the last answers in a row were right."""
        count = 0
        for grade in reversed(self.grades):
            if grade.verdict is not Verdict.RIGHT:
                break
            count += 1
        return count
