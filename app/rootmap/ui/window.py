"""The main window: menus above, tools at the left, the body in the middle, what it means at the right."""

import gc
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from rootmap.anatomy.vocabulary import Quality
from rootmap.errors import InputError
from rootmap.profile import Profile
from rootmap.skin.editing import Editor
from rootmap.skin.figure import Figure
from rootmap.ui.bodymap.tools import Tool
from rootmap.ui.bodymap.widget import BodyMap
from rootmap.ui.dress import current_chrome, dress_application, swatches
from rootmap.ui.modes import Mode, modes_on, paints
from rootmap.ui.rooms import Rooms
from rootmap.ui.settings import MAX_BRUSH_MM, MAX_TEXT_SCALE, MIN_BRUSH_MM, MIN_TEXT_SCALE, Settings
from rootmap.ui.theme import THEMES, Theme

if TYPE_CHECKING:
    from rootmap.ui.bodies import Bodies
    from rootmap.ui.counted import CountedMaps
    from rootmap.ui.explore.mode import ExploreMode
    from rootmap.ui.files import DrawingFiles
    from rootmap.ui.lecture.window import LectureWindow
    from rootmap.ui.maps import MapOverlay
    from rootmap.ui.menus import ActionSet
    from rootmap.ui.messages import MessageBar
    from rootmap.ui.own_maps import OwnMaps
    from rootmap.ui.panels.ranking_panel import RankingPanel
    from rootmap.ui.progress.mode import ProgressMode
    from rootmap.ui.quiz.mode import QuizMode
    from rootmap.ui.session import Knowledge, Session
    from rootmap.ui.statusline import StatusLine
    from rootmap.ui.toolstrip import ToolStrip
    from rootmap.ui.topbar import TopBar

IDLE_MS = 50  # between the steps that can wait, so that the hand never meets two of them
HOVER_MS = 30  # the foot line follows pointer and brush as fast as one can read


class Window(QMainWindow):
    """Holds the parts together; what each action does is said here in a line or two.

    At first it is the body and empty places of the right size round it; `finish` fills them once the body is on screen.
    """

    settings: Settings
    body: BodyMap
    session: "Session"
    files: "DrawingFiles"
    maps: "MapOverlay"
    counted: "CountedMaps"
    own_maps: "OwnMaps"
    bodies: "Bodies"
    actions_by_id: "ActionSet"
    top: "TopBar"
    tools: "ToolStrip"
    message: "MessageBar"
    status: "StatusLine"

    def __init__(self, figure: Figure, settings: Settings, profile: Profile) -> None:
        super().__init__()
        self.settings, self.profile = settings, profile
        self.tool, self.quality = (
            Tool.BRUSH,
            next((q for q in Quality if q.value == settings.get("quality")), Quality.PAIN),
        )
        self.chrome = current_chrome(settings)
        self.body = BodyMap(figure)
        self.body.set_theme(self.theme)
        self.panel: RankingPanel | None = None
        self.quiz: QuizMode | None = None
        self.explore: ExploreMode | None = None
        self.progress: ProgressMode | None = None
        self.modes: list[Mode] = []  # once entered
        self.lecture: LectureWindow | None = None
        self._is_whole = False
        self._to_say = settings.complaint
        self.rooms = Rooms(self, self.body)
        self.side = self.rooms.side
        self.setWindowTitle("Rootmap")
        self.restoreGeometry(QByteArray.fromBase64(settings.get("geometry").encode()))

    def _furnish(self) -> None:
        """Fill the room round the body."""
        from rootmap.ui.bodies import Bodies
        from rootmap.ui.counted import CountedMaps
        from rootmap.ui.drops import FileDrops, packs
        from rootmap.ui.files import SUFFIX, VISITS, DrawingFiles
        from rootmap.ui.maps import MapOverlay
        from rootmap.ui.menus import ActionSet
        from rootmap.ui.messages import MessageBar
        from rootmap.ui.own_maps import ENDINGS, OwnMaps
        from rootmap.ui.session import Session
        from rootmap.ui.statusline import StatusLine
        from rootmap.ui.toolstrip import ToolStrip
        from rootmap.ui.topbar import TopBar

        self.session = Session(self.body.figure, self)
        self.files = DrawingFiles(self.session, self.settings, self.profile, self)
        self.counted = CountedMaps(self.session, self.settings)
        self.maps = MapOverlay(self.session, self.settings, self.body)
        self.bodies = Bodies(self, self._on_knowledge)
        self.own_maps = OwnMaps(self)
        self.actions_by_id = ActionSet(self)
        actions = self.actions_by_id.by_id
        self.top = TopBar(self.actions_by_id.menu_bar, actions, self.chrome)
        self.tools = ToolStrip(actions, self.chrome, swatches(self.theme))
        self.message = MessageBar()
        self.status = StatusLine(self.chrome)
        self.rooms.fill(self.top, self.tools, self.status, self.message)
        self.body.set_editor(self.session.editor)
        self._connect()
        opens = {SUFFIX: lambda path: self.in_localise and self.files.open(path), VISITS: self.files.open}
        FileDrops(self, {**opens, **packs(self), **dict.fromkeys(ENDINGS, self.own_maps.load)})
        self._show_title()
        self._is_whole = True

    def _connect(self) -> None:
        self._refresh = QTimer(self, singleShot=True)
        self._refresh.timeout.connect(self.actions_by_id.refresh)
        self._hover = QTimer(self, singleShot=True, interval=HOVER_MS)
        self._hover.timeout.connect(self._show_here)
        self._under: tuple[object, str, float, float] = (None, "", 0.0, 0.0)
        self.tools.brush_chosen.connect(self.choose_brush)
        self.body.hovered.connect(self._on_hover)
        self.body.stroke_started.connect(self._on_stroke_started)
        self.body.stroke_extended.connect(self._on_stroke)
        self.body.stroke_finished.connect(self.session.end_stroke)
        self.body.brush_changed.connect(self._on_brush)
        self.session.editor_changed.connect(self.body.set_editor)
        self.session.drawing_changed.connect(self._refresh.start)
        self.session.findings_changed.connect(self._refresh.start)
        self.session.ranking_changed.connect(lambda _: self._hover.isActive() or self._hover.start())
        self.choose_brush(float(self.settings.get("brush_mm")))
        self.choose_quality(self.quality)
        self.files.changed.connect(self._show_title)
        self.files.complained.connect(self.message.say)

    def finish(self, drawing: Path | None) -> None:
        """Do what can wait until the body is on screen; a window closed before that is left as it is."""
        if not self.isVisible():
            return
        self._furnish()
        from rootmap.ui.panels.ranking_panel import RankingPanel

        self.panel = RankingPanel(self.session, self.counted, self.chrome)
        self.panel.list.chosen.connect(self.maps.light)
        self.panel.details.roots_lit.connect(self.maps.light_roots)
        self.panel.details.enlarged.connect(lambda name: self.actions_by_id.by_id[name].trigger())
        self.side.addWidget(self.panel)
        self.files.recover()
        if drawing is not None:
            self.files.open(drawing)
        self.bodies.read_maps()  # not before: two threads that import the same readers at once trip over each other
        self.body.setFocus()
        if self._to_say:
            self.message.say(self._to_say)
        self.actions_by_id.refresh()

    def _on_knowledge(self, knowledge: "Knowledge") -> None:
        self.session.learn(knowledge)
        if knowledge.problems:
            self.message.say(knowledge.problems[0])
        from rootmap.ui.knowledge import settle_memory

        steps: list[Callable[[], None]] = [partial(self.session.warm_up, view) for view in self.body.scene.first_views]
        for place, step in enumerate([*steps, settle_memory], start=1):
            QTimer.singleShot(IDLE_MS * place, self, step)
        self.actions_by_id.refresh()

    def say(self, line: str) -> None:
        """Show one line above the body; while there is no room for it yet, a moment later."""
        if self._is_whole:
            self.message.say(line)
        else:
            self._to_say = line

    # --- what the actions ask and do ---------------------------------------------------------------------------------

    @property
    def theme(self) -> Theme:
        """The colours of the body."""
        return THEMES[self.chrome.name]

    @property
    def editor(self) -> Editor:
        """The drawing one paints on now: the user's own, or the answer to a question."""
        return self.body.editor

    @property
    def in_quiz(self) -> bool:
        """Whether the quiz is on."""
        return self.quiz is not None and self.quiz.is_on

    @property
    def in_localise(self) -> bool:
        """Whether the own drawing is worked on, and no other mode is on."""
        return not modes_on(self)

    @property
    def can_paint(self) -> bool:
        """Whether the brush may be used."""
        return self.in_localise or paints(self)

    @property
    def looked_at(self) -> BodyMap:
        """The body one looks at now: that of the drawing, or the pane in use."""
        shown = next((mode for mode in (self.explore, self.progress) if mode is not None and mode.is_on), self)
        return shown.body

    def choose_tool(self, tool: Tool) -> None:
        """Take a tool."""
        self.tool = tool
        self.body.set_tool(tool)

    def choose_quality(self, quality: Quality) -> None:
        """Take a sensation to paint; the eraser is put down."""
        self.quality = quality
        self.body.set_quality(quality)
        self.settings.set("quality", quality.value)
        self.choose_tool(Tool.BRUSH if self.tool in (Tool.ERASER, Tool.EXAMINE) else self.tool)

    def choose_brush(self, size_mm: float) -> None:
        """Take a brush of that diameter."""
        size = min(max(size_mm, MIN_BRUSH_MM), MAX_BRUSH_MM)
        self.body.set_brush_mm(size)

    def scale_brush(self, factor: float) -> None:
        """Make the brush larger or smaller."""
        self.choose_brush(float(self.settings.get("brush_mm")) * factor)

    def choose_theme(self, name: str) -> None:
        """Change the colours of everything."""
        self.settings.set("theme", name)
        self.restyle()

    def scale_text(self, factor: float) -> None:
        """Make all text larger or smaller."""
        scale = float(self.settings.get("text_scale")) * factor
        self.settings.set("text_scale", min(max(scale, MIN_TEXT_SCALE), MAX_TEXT_SCALE))
        self.restyle()

    def restyle(self) -> None:
        """Dress everything in the theme and type size of the settings."""
        self.chrome = current_chrome(self.settings)
        dress_application(self.chrome, self.settings)
        self.rooms.fit()
        self.tools.dress(self.chrome, swatches(self.theme))
        for part in (self.top, self.status, self.panel, *self.modes):
            if part is not None:
                part.dress(self.chrome)
        self.body.set_theme(self.theme)

    def toggle_full_screen(self) -> None:
        """Fill the screen, or go back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def export_picture(self) -> None:
        """Save the body as it is seen now."""
        from rootmap.ui.dialogs import save_picture

        line = save_picture(self, self.looked_at)
        if line:
            self.message.say(line)

    def enter_localise(self) -> None:
        """Go back to the own drawing."""
        for mode in modes_on(self):
            mode.leave()

    def enter_quiz(self) -> None:
        """Ask questions."""
        if not self.session.knowledge.whole_root_maps:
            self.message.say("The maps are not read yet; try again in a moment")
            return
        if not self.in_quiz:
            self.enter_localise()
        if self.quiz is None:
            from rootmap.ui.quiz.mode import QuizMode

            self.quiz = QuizMode(self)
            self.modes.append(self.quiz)
        self.quiz.enter()

    def toggle_lecture(self) -> None:
        """Open the window for the hall, or close it."""
        if self.lecture is not None:
            self.lecture.close()
            return
        from rootmap.ui.lecture.window import LectureWindow

        self.lecture = LectureWindow(self)
        self.lecture.closed.connect(self._on_lecture_closed)
        self.lecture.open_on_chosen_screen()

    def reveal(self, part: str) -> None:
        """Show a part of the answer in the hall, or hide it again."""
        if self.lecture is not None:
            self.lecture.toggle(part)

    def is_revealed(self, part: str) -> bool:
        """Whether the hall sees a part of the answer."""
        return self.lecture is not None and self.lecture.is_revealed(part)

    def hide_all(self) -> None:
        """Hide every answer from the hall."""
        if self.lecture is not None:
            self.lecture.hide_all()

    def show_lecture_bar(self, bar: QWidget | None) -> None:
        """Put the teacher's switches above the body, or take them away."""
        self.rooms.put_above(bar)

    def on_mode_changed(self) -> None:
        """Bring title, foot line, hall and actions into line with the mode."""
        self._show_title()
        self._show_here()
        if self.lecture is not None:
            self.lecture.on_mode_changed()
        self.actions_by_id.refresh()

    def _on_lecture_closed(self) -> None:
        self.lecture = None
        self.actions_by_id.refresh()

    # --- what happens ------------------------------------------------------------------------------------------------

    def _on_stroke_started(self, quality: object, _view: str) -> None:
        if self.in_localise:
            self.session.begin_stroke(quality if isinstance(quality, Quality) else None)

    def _on_stroke(self, view: str, start: tuple[float, float], end: tuple[float, float], width_mm: float) -> None:
        if self.in_localise:
            self.session.extend_stroke(view, start, end, width_mm)

    def _on_brush(self, size_mm: float) -> None:
        self.settings.set("brush_mm", min(max(size_mm, MIN_BRUSH_MM), MAX_BRUSH_MM))
        self.tools.show_brush(size_mm)

    def _on_hover(self, point: object, view: str, x_mm: float, y_mm: float) -> None:
        self._under = (point, view, x_mm, y_mm)
        if not self._hover.isActive():
            self._hover.start()

    def _show_here(self) -> None:
        self._show_painted()
        self.status.show_here(self.maps.describe(*self._under))  # type: ignore[arg-type]

    def _show_painted(self) -> None:
        total = sum(self.session.painted_cm2.values())
        self.status.show_painted(f"{total:.0f} cm² painted" if total and self.in_localise else "")

    def _show_title(self) -> None:
        mode = next((mode.title for mode in modes_on(self)), "")
        self.setWindowTitle(f"{mode or self.files.title} – Rootmap")
        self.setWindowModified(self.files.is_dirty and not mode)
        self.actions_by_id.list_files(self.files.recent, self.files.examples)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system's theme."""
        if self._is_whole and event.type() == QEvent.Type.ThemeChange and self.settings.get("theme") == "system":
            self.restyle()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved changes; keep the settings."""
        if not self._is_whole:
            return
        self.enter_localise()
        if not self.files.may_leave():
            event.ignore()
            return
        self.files.leave()
        self.settings.set("geometry", bytes(self.saveGeometry().toBase64().data()).decode())
        self.shut_down()
        event.accept()

    def shut_down(self) -> None:
        """End what runs beside the window and write the settings; harmless when done twice."""
        if self.lecture is not None:
            self.lecture.close()
        if self._is_whole:
            for mode in self.modes:
                mode.close()
            for part in (self.files, self.own_maps, self.counted, self.session, self.maps, self.bodies):
                part.close()
        gc.unfreeze()
        try:
            self.settings.save()
        except InputError as error:  # the window is gone: the terminal is all there is
            sys.stderr.write(f"rootmap: {error}\n")
