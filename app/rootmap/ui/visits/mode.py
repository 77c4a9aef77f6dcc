"""Visits: one patient over time in place of the body; the own drawing waits untouched."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rootmap.errors import InputError
from rootmap.localise.visits import Measures, Visit
from rootmap.ui.modes import enter_mode, mode_of, move_in, move_out
from rootmap.ui.style import Chrome
from rootmap.ui.theme import THEMES
from rootmap.ui.visits.ask import ask_open, ask_picture, ask_save, may_leave, may_replace
from rootmap.ui.visits.book import VisitBook
from rootmap.ui.visits.measuring import Measuring, Request, Seen
from rootmap.ui.visits.page import VisitsPage
from rootmap.ui.visits.panel import COURSE, VISIT, VisitsPanel
from rootmap.ui.visits.timeline import CARD_EM, PICTURE_EM
from rootmap.ui.working_copy import Work

if TYPE_CHECKING:
    from rootmap.ui.session import Knowledge
    from rootmap.ui.window import Window

TITLE = "Visits"


def today() -> date:
    """Return the day a new visit is of."""
    return date.today()


class VisitsMode:
    """Holds the book of visits; page and panel live only while it is on."""

    title = TITLE

    def __init__(self, window: "Window") -> None:
        self._window = window
        self.is_on = False
        self.selected: date | None = None
        self.seen: Seen | None = None
        self.book = VisitBook(window.profile.visits_copy, window)
        self.book.complained.connect(window.say)
        self.book.changed.connect(self._on_book)
        self.book.recover()

    # --- coming and going --------------------------------------------------------------------------------------------

    def enter(self) -> None:
        """Put the own drawing aside and lay the visits out."""
        window, knowledge = self._window, self._window.session.knowledge
        if self.is_on or knowledge.anatomy is None:
            return
        self.is_on = True
        self.page = VisitsPage(window.chrome, knowledge.anatomy)
        self.panel = VisitsPanel(window.chrome, knowledge.anatomy)
        self._connect(knowledge)
        move_in(window, self.page, self.panel)
        self._on_book()
        self.page.timeline.add.setFocus()
        window.on_mode_changed()

    def leave(self) -> None:
        """Keep what was typed, bring the own drawing back and free what was shown."""
        window = self._window
        self._flush()
        self.is_on = False
        self.measuring.close()
        move_out(window, self.panel, self.page, self.measuring)
        del self.panel, self.page, self.measuring
        self.seen = None
        for atlas in window.session.knowledge.atlases:
            atlas.forget_labels()
        window.on_mode_changed()

    def dress(self, chrome: Chrome) -> None:
        """Take the colours of a theme."""
        if self.is_on:
            self.panel.dress(chrome)
            self.page.plots.dress(chrome)
            self.page.timeline.dress(chrome)
            self._measure()

    def close(self) -> None:
        """Keep what was typed and end the thread."""
        if self.is_on:
            self._flush()
            self.measuring.close()

    def _connect(self, knowledge: "Knowledge") -> None:
        window, page, form = self._window, self.page, self.panel.form
        self.measuring = Measuring(window.session.figure, knowledge, window.profile, window)
        self.measuring.measured.connect(self._show)
        self.measuring.complained.connect(window.say)
        page.timeline.chosen.connect(self.choose)
        page.timeline.opened.connect(self.open_in_body)
        page.timeline.wanted_visit.connect(self.add_today)
        page.renamed.connect(self.book.rename)
        page.wanted.connect(lambda name: getattr(self, name)())
        form.edited.connect(self._on_edit)
        form.wanted_open.connect(lambda: self.open_in_body(self.selected))
        form.wanted_removal.connect(self.remove)

    # --- what one does -----------------------------------------------------------------------------------------------

    def add_today(self) -> None:
        """Save the drawing and the findings as a visit of today, and ask for what else to enter."""
        session, day = self._window.session, today()
        before = self.book.record.on(day)
        if before is not None and not may_replace(self._window, day):
            return
        measures, note = (before.measures, before.note) if before is not None else (Measures(), "")
        self.selected = day
        self.book.put(Visit(day, session.editor.drawing, session.findings, measures, note))
        if self._window.files.path is None and self.book.is_kept:
            self._window.files.discard()  # kept with the visits now
        if self.is_on:
            self.panel.open(VISIT)
            self.panel.form.sitting.setFocus()
            self.panel.form.sitting.selectAll()

    def choose(self, day: date) -> None:
        """Show one visit."""
        self._flush()
        self.selected = day
        self.panel.show_visit(self.book.record, day)
        self.page.timeline.select(day)
        self._window.actions_by_id.refresh()

    def open_in_body(self, day: date | None) -> None:
        """Show the drawing and findings of a visit in the body, once unsaved changes there are dealt with."""
        self._flush()
        visit = self.book.record.on(day) if day is not None else None
        if visit is not None and self._window.files.take(Work(visit.drawing, visit.findings)):
            self.selected = visit.date
            self.leave()

    def remove(self) -> None:
        """Take the chosen visit out; undo brings it back."""
        if self.selected is not None and self.book.record.on(self.selected) is not None:
            left = [visit.date for visit in self.book.record.visits if visit.date != self.selected]
            gone, self.selected = self.selected, left[-1] if left else None
            self.book.remove(gone)

    def undo(self) -> None:
        """Take the last change back."""
        self._flush()
        self.book.undo()

    def new(self) -> None:
        """Begin with another patient."""
        if self._may_leave():
            self.selected = None
            self.book.new()
            self.page.patient.setFocus()

    def open(self) -> None:
        """Let the user choose a file."""
        path = ask_open(self._window)
        if path is not None:
            self.show_file(path)

    def show_file(self, path: Path, *, example: bool = False) -> bool:
        """Open a file, once visits without a file are dealt with. Return whether it was opened."""
        if not self._may_leave():
            return False
        chosen, self.selected = self.selected, None
        if not self.book.open(path, example=example):
            self.selected = chosen
            return False
        if not example:
            self._window.files.remember(path)
        if self.is_on:
            self.panel.open(COURSE)
        return True

    def save_as(self) -> bool:
        """Ask for a name and keep the visits there. Return whether they were written."""
        self._flush()
        path = ask_save(self._window, self.book)
        if path is None or not self.book.save_as(path):
            return False
        self._window.files.remember(path)
        return True

    def export(self) -> None:
        """Save the plots as a picture."""
        path = ask_picture(self._window) if self.page.plots.canvas is not None else None
        if path is not None:
            try:
                self.page.plots.save(path)
            except InputError as error:
                self._window.say(str(error))

    def _may_leave(self) -> bool:
        self._flush()
        return not self.book.is_loose or may_leave(self._window, self.save_as)

    # --- what happens ------------------------------------------------------------------------------------------------

    def _flush(self) -> None:
        if self.is_on:
            self.panel.form.flush()
            if self.page.patient.text() != self.book.record.patient and self.page.patient.hasFocus():
                self.book.rename(self.page.patient.text())

    def _on_edit(self, visit: Visit, before: date) -> None:
        record = self.book.record
        if visit.date != before and record.on(visit.date) is not None:
            self._window.say("There is a visit of that day already; choose another date")
            kept = record.on(before)
            visit = Visit(before, visit.drawing, visit.findings, visit.measures, visit.note)
            if visit == kept:
                self._on_book()
                return
        if self.selected == before:
            self.selected = visit.date
        self.book.put(visit, instead_of=before)

    def _on_book(self) -> None:
        if not self.is_on:
            return
        record = self.book.record
        if self.selected is None or record.on(self.selected) is None:
            self.selected = record.visits[-1].date if record.visits else None
        self.page.show_book(self.book)
        self.panel.show_visit(record, self.selected)
        self._measure()
        self._window.actions_by_id.refresh()

    def _measure(self) -> None:
        em, ratio = self.page.font().pixelSize(), self._window.devicePixelRatioF()
        width, height = CARD_EM.width() / 2 * em * ratio, PICTURE_EM * em * ratio
        theme = THEMES[self._window.chrome.name]
        self.measuring.put(Request(self.book.record, theme, round(width), round(height)))

    def _show(self, seen: Seen) -> None:
        if not self.is_on:
            return
        self.seen = seen
        self.panel.show_course(seen.course)
        self.panel.show_visit(self.book.record, self.selected)
        self.page.timeline.show_visits(seen, self.selected, self._window.chrome)
        self.page.plots.show_course(seen.course)


def visits_of(window: "Window") -> VisitsMode | None:
    """Return the visits of a window, None before they are first asked for."""
    return mode_of(window, VisitsMode)


def is_ready(window: "Window") -> bool:
    """Whether the maps and tables that visits are measured by are read."""
    return bool(window.session.knowledge.root_maps) and window.session.knowledge.anatomy is not None


def enter_visits(window: "Window") -> VisitsMode | None:
    """Turn to the visits, once maps and tables are read; None while they are not."""
    return enter_mode(window, VisitsMode, is_ready=is_ready(window))


def save_as_visit(window: "Window") -> None:
    """Save the drawing and findings as a visit of today."""
    mode = enter_visits(window)
    if mode is not None:
        mode.add_today()


def open_visits(window: "Window", path: Path, *, example: bool = False) -> bool:
    """Show a file of visits, once maps and tables are read. Return whether it was opened or will be."""
    session = window.session
    if not is_ready(window):

        def later() -> None:
            if is_ready(window):
                session.knowledge_changed.disconnect(later)
                open_visits(window, path, example=example)

        session.knowledge_changed.connect(later)
        return True
    mode = enter_visits(window)
    return mode is not None and mode.show_file(path, example=example)
