"""Writing a case or a question bank: the form in place of the body, checks and preview beside it, a draft behind it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

from rootmap.cases.authoring.sheet import CASE, Sheet, new_sheet, read_draft, read_sheet, text_of
from rootmap.cases.authoring.strokes import layers_of
from rootmap.cases.tables import tables_of
from rootmap.errors import InputError
from rootmap.files import signature
from rootmap.localise.shorthand import load_shorthand
from rootmap.resources import quizzes
from rootmap.ui.editor.ask import Answer, EditDialog, PackDialog, ask_about_draft, ask_picture, may_overwrite
from rootmap.ui.editor.checking import Checking, Found, Request
from rootmap.ui.editor.follower import LibraryFollower
from rootmap.ui.editor.form import DrawingBox, Form, RecordsBox
from rootmap.ui.editor.offers import Offers
from rootmap.ui.editor.page import EditorPage
from rootmap.ui.editor.panel import PICTURE_EM, EditorPanel
from rootmap.ui.editor.pictures import add_picture
from rootmap.ui.editor.store import file_of, unlike, write
from rootmap.ui.modes import enter_mode, mode_of, move_in, move_out
from rootmap.ui.style import Chrome
from rootmap.ui.theme import THEMES
from rootmap.ui.working_copy import Work
from rootmap.ui.writing import TITLE

if TYPE_CHECKING:
    from rootmap.ui.window import Window

CHECK_MS, POLL_MS = 300, 1000
SAME = 0.995  # the share of skin above which two drawings are called the same


class EditorMode(QObject):
    """Holds one sheet; form and panel live only while it is on."""

    title = TITLE

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        anatomy = window.session.knowledge.anatomy
        assert anatomy is not None
        self._window = window
        self.is_on = self._came_back = False  # the other: since then nothing was begun
        self.offers = Offers(tables_of(anatomy), load_shorthand(anatomy))
        self.sheet = new_sheet(CASE)
        self.found: Found | None = None
        self._draft = window.profile.folder / "draft.json"
        self._seen = signature(self._draft)
        self._later = QTimer(self, singleShot=True, interval=CHECK_MS)
        self._later.timeout.connect(self.check)
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(self.look)
        self.follower = LibraryFollower(window.profile, anatomy, self)
        self.follower.said.connect(window.say)
        self._poll.timeout.connect(self.follower.look)
        self._recover()

    # --- coming and going --------------------------------------------------------------------------------------------

    def enter(self) -> None:
        """Put the own drawing aside and show the form."""
        window = self._window
        if self.is_on:
            return
        self.is_on = self._came_back = True
        self.page, self.panel = EditorPage(self), EditorPanel()
        self.panel.chosen.connect(lambda where: self.page.form.go_to(where))
        session = window.session
        self.checking = Checking(session.figure, session.knowledge, self.offers.lines, self.offers.tables)
        self.checking.found.connect(self._on_found)
        move_in(window, self.page, self.panel)
        window.installEventFilter(self)
        self._poll.start()
        self.show(self.sheet)
        window.on_mode_changed()

    def leave(self) -> None:
        """Keep the draft and bring the own drawing back."""
        window = self._window
        self._keep()
        self.is_on = False
        self._poll.stop()
        self.checking.close()
        window.removeEventFilter(self)
        move_out(window, self.panel, self.page, self.checking)
        del self.panel, self.page, self.checking
        window.on_mode_changed()

    def dress(self, chrome: Chrome) -> None:
        """Take the colours of a theme."""
        if self.is_on:
            self.panel.dress(chrome)
            self.check()

    def close(self) -> None:
        """Keep the draft and end the thread."""
        self.follower.close()
        if self.is_on:
            self._keep()
            self.checking.close()

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        """Ask before the window closes on something that is not saved."""
        if event.type() != QEvent.Type.Close or not self.is_on or not self._take_in().is_changed:
            return False
        answer = ask_about_draft(self._window, self.sheet.name, may_keep=True)
        if answer is Answer.KEEP or (answer is Answer.SAVE and self.save()):
            return False
        event.ignore()
        return True

    # --- what one does -----------------------------------------------------------------------------------------------

    def begin(self, kind: str = CASE) -> None:
        """Begin something new, or go on with the draft there is of it."""
        came_back, self._came_back = self._came_back, False
        if came_back and self.sheet.kind == kind and self.sheet.is_changed:
            self._window.say("You go on with your draft; New case begins a blank one")
        elif self._may_let_go():
            self.show(new_sheet(kind))

    def ask_open(self) -> None:
        """Let the user choose what to write on."""
        dialog = EditDialog(self._window, self._window.profile)
        if dialog.exec() and dialog.path is not None:
            self.open(dialog.path)

    def open(self, path: Path) -> bool:
        """Write on a file; a published one as a copy of one's own. Return whether it is open."""
        path = path.absolute()
        try:
            sheet = read_sheet(path, self.offers.lines)
        except InputError as error:
            self._window.say(str(error))
            return False
        if not self._may_let_go():
            return False
        if quizzes() in path.parents or (self._window.profile.library / "packs") in path.parents:
            sheet = unlike(sheet)
            self._window.say(f"This is a copy of your own, named {sheet.name}; {path.name} itself stays as it is")
        self.show(sheet)
        return True

    def show(self, sheet: Sheet) -> None:
        """Show a sheet in the form."""
        self.sheet, self.found = sheet, None
        self._seen = signature(sheet.path) if sheet.path is not None else None
        if self.is_on:
            self.page.show_form(Form(sheet.with_form(sheet.form).form, self.offers))
            self.page.form.edited.connect(self._on_edit)
            self.page.form.wanted.connect(lambda name: getattr(self, name)())
            self.page.form.pages[0].setFocus()
            first = next(self.page.form.boxes(), None)
            if first is not None:
                first.take_focus()
            self.check()

    def save(self) -> bool:
        """Write the file once nothing is wrong with it. Return whether it was written."""
        sheet = self._take_in()
        self.check_now()
        assert self.found is not None
        faults = self.found.checked.faults
        if faults:
            self.page.form.go_to(faults[0].place)
            more = f", and {len(faults) - 1} more" if len(faults) > 1 else ""
            self._window.say(
                f"Not saved yet, kept as a draft: {self.page.form.name(faults[0].place)}: {faults[0].line}{more}"
            )
            return False
        path = file_of(sheet, self._window.profile)
        other = sheet.path is None or path != sheet.path
        changed = not other and signature(path) != self._seen
        if (other and path.exists()) or changed:
            why = "was changed outside since you opened it" if changed else "is there already"
            if not may_overwrite(self._window, f"{path.name} {why}. Write yours in its place?"):
                return False
        if self.found.lost and not may_overwrite(self._window, f"{self.panel.lost.text()}. Save all the same?"):
            return False
        return self._write(sheet, path)

    def make_pack(self) -> None:
        """Let the user choose cases and banks and write them as a pack."""
        dialog = PackDialog(self._window, self._window.profile)
        if dialog.exec() and dialog.written is not None:
            self._window.say(f"Written: {dialog.written}")

    def take_drawing(self) -> None:
        """Take what is painted on the body as the patient's drawing."""
        drawing = self._window.session.editor.drawing
        layers, alike = layers_of(drawing, self._window.session.figure)
        box = self.page.form.box("drawing")
        if not layers:
            self._window.say("Nothing is painted on the body yet: paint in Localise (F2), then come back")
        elif isinstance(box, DrawingBox):
            box.put(layers)
            how = f"as strokes that fit every body; {alike:.0%} of the skin is the same" if alike < SAME else "as it is"
            self._window.say(f"Taken from the body, {how}")

    def show_drawing(self) -> None:
        """Show the patient's drawing on the body."""
        self.check_now()
        case = self.found.checked.case if self.found is not None else None
        if case is None or self.found is None or "drawing" in self.found.checked.missing:
            self._window.say("There is no sound drawing to show yet")
        elif self._window.files.take(Work(case.drawing)):
            self.leave()

    def add_picture(self) -> None:
        """Add a picture: checked, and copied into the folder images beside the cases."""
        path = ask_picture(self._window)
        box = self.page.form.box("images")
        if path is None or not isinstance(box, RecordsBox):
            return
        try:
            name = add_picture(path, file_of(self.sheet, self._window.profile).parent.parent / "images")
        except InputError as error:
            self._window.say(str(error))
        else:
            box.append({"file": name, "caption": ""})

    # --- what happens ------------------------------------------------------------------------------------------------

    def check(self) -> None:
        """Have the draft kept and checked beside the window."""
        if self.is_on:
            self._later.stop()
            self.checking.put(self._request())

    def check_now(self) -> None:
        """Wait for the check of what is entered."""
        self.check()
        self.checking.finish()

    def look(self) -> None:
        """Read the file again when it was changed outside; a bad one leaves the last good version."""
        path = self.sheet.path
        now = signature(path) if path is not None else None
        if path is None or now == self._seen:
            return
        if self._take_in().is_changed:
            self._window.say(f"{path.name} was changed outside; yours stays here, and saving asks first")
            return
        self._seen = now
        try:
            sheet = read_sheet(path, self.offers.lines)
        except InputError as error:
            self._window.say(f"{error} (the last good version stays)")
            return
        self.show(sheet)
        self._window.say(f"Read again: {path.name}")

    def _write(self, sheet: Sheet, path: Path) -> bool:
        before = sheet.path
        try:
            self.sheet = write(sheet, text_of(sheet, self.offers.lines).text, path, self.offers.lines)
        except InputError as error:
            self._window.say(str(error))
            return False
        self._draft.unlink(missing_ok=True)
        self._seen = signature(path)
        also = f"; {before.name} is still there, too" if before is not None and before != path else ""
        self._window.say(f"Saved: {path}{also}")
        self.check()
        return True

    def _take_in(self) -> Sheet:
        """Return the sheet with what the form holds now."""
        if self.is_on:
            self.sheet = self.sheet.with_form(self.page.form.value)
        return self.sheet

    def _on_edit(self) -> None:
        self._later.start()

    def _on_found(self, found: Found) -> None:
        if self.is_on:
            self.found = found
            self.page.form.mark(found.checked.faults)
            self.panel.show_found(found, self.page.form.name)
            self.page.tell(self.sheet)
            if found.trouble:
                self._window.say(f"The draft is not kept: {found.trouble}")

    def _request(self) -> Request:
        em = self.page.font().pixelSize()
        height = PICTURE_EM * em * self._window.devicePixelRatioF()
        theme = THEMES[self._window.chrome.name]
        sheet = self._take_in()
        path = file_of(sheet, self._window.profile)
        return Request(sheet, path, self._draft, theme, round(height * 0.55), round(height))

    def _keep(self) -> None:
        """Have the draft on disk before anything goes."""
        if self.is_on and self._later.isActive():
            self.check()

    def _may_let_go(self) -> bool:
        """Ask about what is written and not saved, before something else takes its place."""
        if not self._take_in().is_changed:
            return True
        answer = ask_about_draft(self._window, self.sheet.name, may_keep=False)
        if answer is Answer.DISCARD:
            self._draft.unlink(missing_ok=True)
            return True
        return answer is Answer.SAVE and self.save()

    def _recover(self) -> None:
        try:
            sheet = read_draft(self._draft)
        except InputError as error:
            self._window.say(str(error))
            return
        if sheet is not None:
            self.sheet = sheet
            self._window.say(f"Your draft of {sheet.name or 'a case'} is here again")


def editor_of(window: "Window") -> EditorMode | None:
    """Return the editor of a window, None before it is first asked for."""
    return mode_of(window, EditorMode)


def enter_editor(window: "Window") -> EditorMode | None:
    """Turn to the editor, once maps and tables are read; None while they are not."""
    return enter_mode(window, EditorMode, is_ready=window.session.knowledge.anatomy is not None)
