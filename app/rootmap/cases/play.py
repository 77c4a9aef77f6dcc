"""One learner at one case: every step is on disk before it counts, so that the program may be closed at any time."""

from dataclasses import replace
from datetime import date

from rootmap.cases import run as steps
from rootmap.cases.grading import CaseGrade, Feedback, examined_how, feedback, grade
from rootmap.cases.kept import Kept, KeptRuns, Told, Turn, fresh
from rootmap.cases.model import Case, Localisation
from rootmap.cases.run import NextSteps, Run, Stage
from rootmap.cases.scoring import Part
from rootmap.cases.tables import Tables
from rootmap.errors import InputError
from rootmap.localise.evidence import Finding
from rootmap.skin.drawing import Drawing


class Play:
    """Takes the steps of a run and keeps them. Every step raises InputError, and changes nothing, when disk refuses.

    `notice` is a line for the learner when what was kept could not be taken up again, else "".
    """

    def __init__(self, case: Case, tables: Tables, store: KeptRuns) -> None:
        self.case, self.tables, self._store = case, tables, store
        self.notice = ""
        self.kept = fresh(case)
        if store.has(case):
            try:
                self.kept = store.read(case, tables)
            except InputError as error:
                self.notice = str(error)
                self.kept = fresh(case, store.summary(case.id).turns)

    @property
    def run(self) -> Run:
        """The run as it stands."""
        return self.kept.run

    @property
    def stage(self) -> Stage:
        """Where the run stands."""
        return self.run.stage

    @property
    def is_committed(self) -> bool:
        """Whether the learner has said what it is."""
        return self.run.commitment is not None

    @property
    def spent(self) -> int:
        """The minutes of all examinations so far."""
        return steps.spent(self.run, self.case, self.tables.examinations)

    @property
    def revealed(self) -> tuple[Finding, ...]:
        """All that the learner has been told and shown."""
        return steps.revealed(self.run, self.case, self.tables.examinations)

    @property
    def feedback(self) -> Feedback:
        """What to say of the commitment."""
        return feedback(self.run, self.case, self.tables)

    @property
    def examined_how(self) -> tuple[Part, Part]:
        """How thorough and how economical the examination was."""
        return examined_how(self.run, self.case, self.tables)

    @property
    def grade(self) -> CaseGrade:
        """How the run turned out."""
        return grade(self.run, self.case, self.tables)

    def results(self, test: str) -> tuple[Finding, ...]:
        """Return what an examination shows, side by side."""
        return steps.result_of(self.case, self.tables.examinations[test])

    def cost(self, test: str) -> int:
        """Return what an examination costs here, minutes."""
        return steps.cost_of(self.case, self.tables.examinations[test])

    def ask(self, place: int) -> None:
        """Ask a question."""
        self._step(steps.ask(self.run, self.case, place))

    def see_drawing(self) -> None:
        """Turn from the history to the patient's drawing."""
        self._step(steps.see_drawing(self.run))

    def begin_examination(self) -> None:
        """Turn to the examination."""
        self._step(steps.begin_examination(self.run))

    def examine(self, test: str) -> None:
        """Do an examination."""
        self._step(steps.examine(self.run, self.tables.examinations[test]))

    def recognise(self, flag: str) -> None:
        """Name a warning sign."""
        self._step(steps.recognise(self.run, flag))

    def commit(self, place: Localisation, confidence: float) -> None:
        """Say what it is."""
        self._step(steps.commit(self.run, place, confidence))

    def decide(self, next_steps: NextSteps) -> None:
        """Say what to do next; the result joins those of this case."""
        run = steps.decide(self.run, self.case, next_steps)
        result = grade(run, self.case, self.tables)
        turn = Turn(result.score, result.failed, date.today().isoformat())
        self.keep(replace(self.kept, run=run, turns=(*self.kept.turns, turn)))

    def draw(self, drawing: Drawing) -> None:
        """Keep what the learner paints from the history."""
        if drawing != self.kept.drawing:
            self.keep(replace(self.kept, drawing=drawing))

    def write_plan(self, text: str) -> None:
        """Keep what the learner would do."""
        if text != self.kept.plan:
            self.keep(replace(self.kept, plan=text))

    def tell(self, told: Told) -> None:
        """Keep how the learner would explain it to the patient."""
        if told != self.kept.told:
            self.keep(replace(self.kept, told=told))

    def begin_again(self) -> None:
        """Start the case anew; how it turned out before stays."""
        self.keep(fresh(self.case, self.kept.turns))

    def keep(self, kept: Kept) -> None:
        """Put a state on disk, then take it."""
        if kept != self.kept or not self._store.has(self.case):
            self._store.write(kept)
            self.kept = kept

    def _step(self, run: Run) -> None:
        self.keep(replace(self.kept, run=run))
