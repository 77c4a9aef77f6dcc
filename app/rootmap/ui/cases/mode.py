"""Cases: patients to work through, step by step; the own drawing waits untouched."""

import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rootmap.cases.kept import KeptRuns
from rootmap.cases.library import Library
from rootmap.cases.model import Case, Region
from rootmap.cases.play import Play
from rootmap.cases.run import Stage, WrongStepError
from rootmap.cases.shelf import next_row, rows_of
from rootmap.errors import InputError
from rootmap.ui.cases.collecting import Collecting
from rootmap.ui.cases.hall import told_in_hall
from rootmap.ui.cases.library_page import LibraryPage
from rootmap.ui.cases.library_panel import LibraryPanel
from rootmap.ui.cases.library_reader import LibraryReader
from rootmap.ui.cases.opinion import opinion
from rootmap.ui.cases.panel import CasePanel
from rootmap.ui.cases.patients import Patients
from rootmap.ui.cases.remember import remember
from rootmap.ui.cases.stage_body import StageBody
from rootmap.ui.modes import enter_mode, mode_of, move_out
from rootmap.ui.style import Chrome
from rootmap.ui.theme import THEMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from rootmap.localise.evidence import Ranking
    from rootmap.ui.window import Window

TITLE = "Cases"


class CasesMode:
    """The list first, then one case at a time; pages live only while the mode is on."""

    title = TITLE

    def __init__(self, window: "Window") -> None:
        anatomy = window.session.knowledge.anatomy
        assert anatomy is not None
        self._window = window
        self.is_on = False
        self.play: Play | None = None
        self.ranking: Ranking | None = None
        self._began = 0.0
        self._looked_at = ""
        self._awaited: tuple[Region | None] | None = None  # a region to open a case of, once the library is read
        self._store = KeptRuns(window.profile.case_runs)
        collecting = Collecting()
        self.reader = LibraryReader(window.profile, anatomy, self._store, collecting)
        self.reader.read.connect(self._on_read)
        self.patients = Patients(window, self.reader.tables, self._store, collecting)
        self.patients.made.connect(self._show_made)
        self._body = StageBody(window, self._keep_drawing)

    # --- coming and going --------------------------------------------------------------------------------------------

    def enter(self) -> None:
        """Put the own drawing aside and show the list."""
        if self.is_on:
            return
        window = self._window
        self.is_on = True
        self.page, self.list_panel = LibraryPage(), LibraryPanel()
        self.panel = CasePanel(self.reader.tables, self.reader.shorthand)
        for part in (self.list_panel, self.panel):
            window.side.addWidget(part)
        self._connect()
        window.body.cancel()
        self._body.enter()
        self.show_list()
        self.reader.look()

    def leave(self) -> None:
        """Bring the own drawing back and free what was shown; the case is on disk."""
        window = self._window
        self._flush()
        self.is_on, self.play, self.ranking = False, None, None
        self.patients.close()
        self._body.leave()
        move_out(window, self.panel, self.list_panel, self.page)
        del self.panel, self.list_panel, self.page
        window.on_mode_changed()

    def dress(self, _chrome: Chrome) -> None:
        """Take the colours of a theme."""
        if self.is_on and self.play is not None and self.play.stage is Stage.DRAWING:
            self._show_compared(self.play)

    def close(self) -> None:
        """Keep what was typed and end the threads."""
        if self.is_on:
            self._flush()
        self.reader.close()
        self.patients.close()

    @property
    def is_painting(self) -> bool:
        """Whether the learner paints what they hear now."""
        return self.is_on and self.play is not None and self.play.stage is Stage.HISTORY

    # --- the list ----------------------------------------------------------------------------------------------------

    def show_list(self) -> None:
        """Turn to the list of cases."""
        self._flush()
        if self.play is not None:
            self._looked_at = self.play.case.id
        self.play, self.ranking = None, None
        window = self._window
        window.rooms.show_instead(self.page)
        window.side.setCurrentWidget(self.list_panel)
        if self.reader.library is not None:
            self._show_library(self.reader.library)
        self.page.field.setFocus()
        window.on_mode_changed()

    def open(self, name: str) -> None:
        """Take a case up where it was left."""
        case = self.case(name)
        if case is not None:
            self.begin(case)

    def open_next(self, region: Region | None) -> None:
        """Open the next case of a region, or of any, as soon as the library is read."""
        self._awaited = (region,)
        if self.reader.library is not None:
            self._open_awaited()

    def begin_again(self, name: str) -> None:
        """Take a case from its start; how it turned out before stays."""
        case = self.case(name)
        if case is not None:
            self.begin(case, again=True)

    def begin(self, case: Case, *, again: bool = False) -> None:
        """Work on a case, from where it was left or from its start."""
        self._flush()  # what was typed belongs to the case before
        window = self._window
        self.play = Play(case, self.reader.tables, self._store)
        if self.play.notice:
            window.say(self.play.notice)
        if again:
            self._try(self.play.begin_again)
        self._began, self.ranking = time.monotonic(), None
        self.panel.decide.reset()
        self.panel.next.forget()
        self.panel.explain.forget()
        window.rooms.show_instead(None)
        window.side.setCurrentWidget(self.panel)
        self._show_stage(from_top=True)

    def case(self, name: str) -> Case | None:
        """Return a case of the library, or a patient made anew from its id."""
        library = self.reader.library
        found = library.case(name) if library is not None else None
        return found or self.patients.known.get(name)

    def install(self, path: Path) -> None:
        """Install a pack once the learner has seen what is in it."""
        from rootmap.ui.cases.install import ask_and_install

        line = ask_and_install(self._window, path)
        if line:
            self._window.say(line)
        if self.is_on:
            self.reader.look()

    def ask_install(self) -> None:
        """Let the learner choose a pack."""
        from rootmap.ui.cases.install import ask_pack

        path = ask_pack(self._window)
        if path is not None:
            self.install(path)

    def _on_read(self, library: Library, made: tuple[Case, ...]) -> None:
        self.patients.know(*made)
        self._show_library(library)
        self._open_awaited()

    def _open_awaited(self) -> None:
        awaited, self._awaited = self._awaited, None
        row = next_row(self.page.rows, awaited[0]) if awaited is not None and self.is_on else None
        if row is not None:
            self.open(row.case.id)

    def _show_library(self, library: Library) -> None:
        if not self.is_on:
            return
        made = [case for case in self.patients.known.values() if self._store.has(case)]
        rows = rows_of((*library.cases, *made), self._store.summaries())
        self.page.show_rows(rows, self._looked_at)
        self._look_at()
        if library.problems:
            self._window.say(str(library.problems[0]))

    def _look_at(self, *_cause: object) -> None:
        self.list_panel.show_row(self.page.current)

    def _show_made(self, case: Case) -> None:
        if self.is_on:
            self.begin(case)

    # --- one case ----------------------------------------------------------------------------------------------------

    def go(self) -> None:
        """Do what comes next."""
        play, panel = self.play, self.panel
        if play is None:
            row = self.page.current
            if row is not None:
                self.open(row.case.id)
        elif not panel.go.isEnabled():
            return
        elif play.stage is Stage.HISTORY:
            self._step(play.see_drawing)
        elif play.stage is Stage.DRAWING:
            self._step(play.begin_examination)
        elif play.stage is Stage.EXAMINATION:
            self._commit() if panel.page == "decide" else panel.open("decide")
        elif play.stage is Stage.FEEDBACK:
            self._decide()
        elif panel.page != "explain":
            panel.open("explain")
        else:
            self.show_list()

    def _commit(self) -> None:
        play, decide = self.play, self.panel.decide
        if play is None or decide.place is None or decide.confidence is None:
            return
        place, confidence = decide.place, decide.confidence
        if self._step(lambda: play.commit(place, confidence)):
            line = remember(play, self._window.profile, round((time.monotonic() - self._began) * 1000))
            if line:
                self._window.say(line)

    def _decide(self) -> None:
        play, panel = self.play, self.panel
        if play is None or panel.page != "next":
            panel.open("next")
        elif not panel.next.is_comparing:
            panel.next.compare()
            panel.say_go()
        else:
            steps = panel.next.steps
            self._step(lambda: play.decide(steps))

    def _do(self, step: "Callable[[Play], None]") -> None:
        if self.play is not None:
            self._step(partial(step, self.play))

    def _put(self, step: "Callable[[Play], None]") -> None:
        if self.play is not None:
            self._try(partial(step, self.play))

    def _step(self, step: "Callable[[], None]") -> bool:
        """Take a step and show where it leads; return whether it was taken."""
        taken = self._try(step)
        if taken:
            self._show_stage()
        return taken

    def _try(self, step: "Callable[[], None]") -> bool:
        try:
            step()
        except InputError as error:
            self._window.say(str(error))
            return False
        except WrongStepError:
            return False
        return True

    def _show_stage(self, *, from_top: bool = False) -> None:
        """Bring pages, body and hall into line with the run."""
        play, panel = self.play, self.panel
        if play is None:
            return
        panel.story.show_play(play, from_top=from_top)
        panel.flags.show_play(play)
        if play.stage is Stage.DRAWING:
            self._show_compared(play)
        if play.stage is Stage.EXAMINATION:
            panel.examine.show_play(play)
        if play.is_committed:
            window = self._window
            if self.ranking is None:
                self.ranking = opinion(play.case, play.revealed, window.session.figure, window.session.knowledge)
            panel.feedback.show_play(play, self.ranking)
            panel.next.show_play(play)
        if play.stage is Stage.DONE:
            panel.result.show_play(play)
            panel.explain.show_play(play)
        before = panel.shown_stage
        panel.show_stage(play, anew=from_top)
        if from_top or before is not play.stage:
            self._body.show_play(play)
        self._window.on_mode_changed()

    def _show_compared(self, play: Play) -> None:
        compared = self._body.compared(play)
        self.panel.compare.show_compared(compared, THEMES[self._window.chrome.name])

    def _keep_drawing(self) -> None:
        play = self.play
        if play is not None and play.stage is Stage.HISTORY:
            self._try(lambda: play.draw(self._window.body.editor.drawing))

    def _flush(self) -> None:
        if self.play is not None:
            self.panel.next.flush()
            self.panel.explain.flush()

    def hall(self, revealed: frozenset[str]) -> tuple[str, tuple[str, ...], str]:
        """Return what the hall reads: the title, what has been heard and found, the answer once it is revealed."""
        return told_in_hall(self.play, revealed)

    def _connect(self) -> None:
        page, side, panel = self.page, self.list_panel, self.panel
        page.chosen.connect(self._look_at)
        page.opened.connect(self.open)
        page.wanted_install.connect(self.ask_install)
        side.opened.connect(self.open)
        side.begun_again.connect(self.begin_again)
        side.wanted_patient.connect(self.patients.make)
        panel.wanted_list.connect(self.show_list)
        panel.went_on.connect(self.go)
        panel.story.asked.connect(lambda place: self._do(lambda play: play.ask(place)))
        panel.examine.wanted.connect(lambda test: self._do(lambda play: play.examine(test)))
        panel.flags.named.connect(lambda flag: self._do(lambda play: play.recognise(flag)))
        panel.result.wanted_patient.connect(self.patients.make)
        panel.decide.changed.connect(panel.say_go)
        panel.next.changed.connect(panel.say_go)
        panel.next.plan_written.connect(lambda text: self._put(lambda play: play.write_plan(text)))
        panel.explain.told.connect(lambda told: self._put(lambda play: play.tell(told)))


def cases_of(window: "Window") -> CasesMode | None:
    """Return the cases of a window, None before they are first asked for."""
    return mode_of(window, CasesMode)


def enter_cases(window: "Window") -> CasesMode | None:
    """Turn to the cases, once maps and tables are read; None while they are not."""
    knowledge = window.session.knowledge
    return enter_mode(window, CasesMode, is_ready=knowledge.anatomy is not None and knowledge.maps is not None)
