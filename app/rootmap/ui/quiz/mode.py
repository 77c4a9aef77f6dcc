"""The quiz over the body: while a question is open, nothing on screen gives the answer away."""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from rootmap.errors import InputError
from rootmap.progress.records import Confidence, Item, Mode
from rootmap.quiz.asked import Asked, Given, How, grade_choice
from rootmap.quiz.deck import Deck
from rootmap.quiz.plan import Known, Setup, Style, What, comes_back, plan
from rootmap.quiz.sitting import Sitting, to_repeat
from rootmap.ui.modes import move_back
from rootmap.ui.progress.mode import limits_of
from rootmap.ui.quiz.getting_ready import deck_of
from rootmap.ui.quiz.keys import QuizKeys
from rootmap.ui.quiz.memo import keep_setup, setup_of
from rootmap.ui.quiz.on_body import OnBody
from rootmap.ui.quiz.panel import QuizPanel
from rootmap.ui.quiz.recorder import Recorder
from rootmap.ui.quiz.setup_page import SetupPage
from rootmap.ui.quiz.summary_page import SummaryPage
from rootmap.ui.quiz.whole_case import open_whole_case
from rootmap.ui.style import Chrome

if TYPE_CHECKING:
    from rootmap.ui.window import Window

_NOTHING_PAINTED = "Nothing painted yet: paint the region as numbness, then grade it."
_NOTHING_TO_ASK = "There is nothing to ask for this choice; choose something else."
_TICK_MS = 250


class QuizMode:
    """Asks, takes answers, keeps them and shows how it went; the learner's own drawing waits untouched."""

    title = "Quiz"

    def __init__(self, window: "Window", random: Random | None = None) -> None:
        self._window = window
        self._random = random or Random()
        self.is_on = False
        self.sitting: Sitting | None = None
        self.setup = Setup()
        self._page: QWidget | None = None
        self._held: Given | None = None  # an answer that waits for the confidence
        self._tries_again = False  # at a question already answered: only the first try counts
        self._begun = self._ends = 0.0
        self._clock = QTimer(window, interval=_TICK_MS)
        self._clock.timeout.connect(self._tick)
        self.panel = QuizPanel(window.chrome)
        self._connect()
        window.side.addWidget(self.panel)

    # --- what others ask ---------------------------------------------------------------------------------------------

    @property
    def asked(self) -> Asked | None:
        """The question that is shown, None before the first and after the last."""
        return self.sitting.asked if self.is_on and self.sitting is not None else None

    @property
    def is_open(self) -> bool:
        """Whether a question waits for its answer."""
        return self.is_on and self.sitting is not None and (self.sitting.is_open or self._tries_again)

    @property
    def is_painting(self) -> bool:
        """Whether the learner paints an answer now."""
        return self.is_open and self.asked is not None and self.asked.how is How.PAINT

    @property
    def drawing_graded(self) -> bool:
        """Whether a graded drawing is looked at now."""
        return self.asked is not None and not self.is_open and self.on_body.grade is not None

    @property
    def border_shown(self) -> bool:
        """Whether the right border lies over the graded drawing."""
        return self.is_on and self.on_body.border_shown

    def can(self, deed: str) -> bool:
        """Whether something of `do` is possible now."""
        if deed in ("again", "border"):
            return self.drawing_graded
        if deed == "undo":
            return self.asked is not None and self.sitting is not None and bool(self.sitting.answered)
        return self.asked is not None

    def do(self, deed: str) -> None:
        """Do one of undo, bury, suspend, end, again, border."""
        if self.can(deed):
            self._deeds[deed]()
            self._window.actions_by_id.refresh()

    def close(self) -> None:
        """Nothing runs beside the window."""

    def dress(self, chrome: Chrome) -> None:
        """Take the colours of a theme."""
        self.panel.dress(chrome)

    # --- coming and going --------------------------------------------------------------------------------------------

    def enter(self) -> None:
        """Put the own drawing aside and ask what the session is to be."""
        if self.is_on:
            return
        window = self._window
        try:
            self.deck: Deck = deck_of(window.session.knowledge, window.maps.current, window.profile)
        except InputError as error:
            window.say(str(error))
            return
        self.is_on = True
        self.on_body = OnBody(window)
        self._recorder = Recorder(window.profile, self.deck, window.say)
        self._keys = QuizKeys(self.panel, window.body)
        self.setup = setup_of(window.settings)
        self.on_body.clear()
        self.choose()

    def leave(self) -> None:
        """Bring the own drawing back."""
        window = self._window
        self.is_on, self.sitting, self._held, self._tries_again = False, None, None, False
        self._clock.stop()
        self._keys.stop()
        self._recorder.close()
        self._show_page(None)
        self.on_body.leave()
        move_back(window)
        window.on_mode_changed()

    def choose(self) -> None:
        """Show the page on which one sets a session up."""
        self._end_sitting()
        self._known: Known = self._recorder.known(limits_of(self._window.settings))
        page = SetupPage(self.setup)
        page.wanted.connect(self.start)
        self._show_page(page)
        page.show_known(len(self._known.today), len(self._known.recall or {}))
        if not self._recorder.is_recording:
            page.start.setFocus(Qt.FocusReason.OtherFocusReason)
        self._window.on_mode_changed()

    def start(self, setup: Setup) -> None:
        """Begin a session."""
        self.setup = setup
        keep_setup(self._window.settings, setup)
        if setup.what is What.CASE:
            open_whole_case(self._window, setup)
            return
        self.ask_about(plan(setup, self.deck, self._known, self._random))

    def ask_about(self, items: list[Item]) -> None:
        """Ask about some items, as the session was set up."""
        if not items:
            self._window.say(_NOTHING_TO_ASK)
            return
        self.sitting = Sitting(items, self.deck, self._random)
        self._show_page(None)
        self._window.side.setCurrentWidget(self.panel)
        seconds = self.setup.seconds
        self._ends = time.monotonic() + seconds if seconds is not None else 0.0
        if seconds is not None:
            self._clock.start()
        self.next()

    # --- questions and answers ---------------------------------------------------------------------------------------

    def next(self) -> None:
        """Put the next question, or show how it went."""
        if self.sitting is None:
            return
        self._tries_again = False
        if self.sitting.next() is None:
            self.finish()
        else:
            self._open()

    def go(self) -> None:
        """Grade the painting, or go on to the next question."""
        if self.is_painting:
            self.grade()
        elif self.asked is not None and not self.is_open:
            self.next()

    def answer(self, chosen: list[str], mode: Mode = Mode.CHOOSE) -> None:
        """Take choices as the answer."""
        if self.is_open and self.asked is not None and self.asked.choices:
            self._offer(grade_choice(self.asked, chosen, mode))

    def grade(self) -> None:
        """Take what is painted as the answer."""
        if not self.is_painting or self.asked is None:
            return
        given = self.on_body.graded_painting(self.asked)
        if given is None:
            self.panel.refuse(_NOTHING_PAINTED)
        else:
            self._offer(given)

    def point(self, view: str, x_mm: float, y_mm: float) -> None:
        """Take a place on the body as the answer."""
        if not self.is_open or self.asked is None or self.asked.how is not How.POINT:
            return
        given = self.on_body.graded_point(self.asked, view, x_mm, y_mm)
        if given is not None:
            self._offer(given)

    def finish(self) -> None:
        """Show how the session went."""
        sitting = self.sitting
        if sitting is None:
            return
        self._clock.stop()
        self._tries_again = False
        self.on_body.clear()
        sitting.skip()
        sitting.asked = None
        page = SummaryPage(sitting.answered, recorded=all(each.kept for each in sitting.answered))
        page.wanted_again.connect(lambda: self._repeat(sitting))
        page.wanted_new.connect(self.choose)
        page.wanted_case.connect(lambda: open_whole_case(self._window, self.setup))
        page.wanted_back.connect(self._window.enter_localise)
        self._show_page(page)
        page.focus()
        self._window.on_mode_changed()

    def _open(self) -> None:
        """Show the open question on an empty body."""
        assert self.asked is not None
        self._held, self._begun = None, time.monotonic()
        self.on_body.put(self.asked)
        self.panel.show_question(self.asked, confidence=self.setup.asks_confidence)
        if self.asked.how in (How.PAINT, How.POINT):
            self._window.body.setFocus()
        self._tick()
        self._window.on_mode_changed()

    def _offer(self, given: Given) -> None:
        """Take an answer, once it is said how sure one is."""
        level = self.panel.sureness.level
        if self.setup.asks_confidence and level is None:
            self._held = given
            self.panel.wait_for_confidence(given)
        else:
            self._take(given, level)

    def _say_sure(self, level: Confidence) -> None:
        if self._held is not None and self.is_open:
            self._take(self._held, level)

    def _take(self, given: Given, level: Confidence | None) -> None:
        """Keep an answer on disk, then let it count and show how it turned out, now or at the end."""
        assert self.sitting is not None
        assert self.asked is not None
        took = max(0, round((time.monotonic() - self._begun) * 1000))
        sure = level.value if level is not None and self.setup.asks_confidence else None
        given = replace(given, milliseconds=took, confidence=sure)
        if not self._tries_again:
            kept = self._recorder.keep(self.asked, given)
            stage = kept.card.memory.stage if kept is not None and kept.card.memory is not None else None
            again = comes_back(self.setup, right=given.right, stage=stage)
            self.sitting.take(given, kept=kept is not None, again_after=again)
        self._held, self._tries_again = None, False
        if self.setup.waits:
            self.next()
            return
        self.on_body.tell(self.asked, given)
        self.panel.show_answer(self.asked, given, self.on_body.grade)
        self._tick()
        self._window.on_mode_changed()

    # --- deeds -------------------------------------------------------------------------------------------------------

    @property
    def _deeds(self) -> Mapping[str, Callable[[], None]]:
        return {
            "undo": self._undo,
            "bury": lambda: self._leave_out(self._recorder.bury),
            "suspend": lambda: self._leave_out(self._recorder.suspend),
            "end": self.finish,
            "again": self._try_again,
            "border": self._toggle_border,
        }

    def _undo(self) -> None:
        """Take the last answer back and ask again."""
        assert self.sitting is not None
        if self.sitting.answered[-1].kept and not self._recorder.undo():
            self._window.say("The answer stays recorded: it cannot be taken back.")
            return
        self.sitting.undo()
        self._tries_again = False
        self._open()

    def _try_again(self) -> None:
        """Ask for the painting just graded once more, from an empty body."""
        self._tries_again = True
        self._open()

    def _leave_out(self, mark: Callable[[Item], None]) -> None:
        """Leave the item of the question out for a while, and go on."""
        assert self.sitting is not None
        assert self.asked is not None
        mark(self.asked.item)
        self.sitting.skip()
        self.next()

    def _toggle_border(self) -> None:
        assert self.asked is not None
        self.on_body.toggle_border(self.asked)
        self.panel.feedback.show_border(on=self.border_shown)

    def _repeat(self, sitting: Sitting) -> None:
        self.setup = replace(self.setup, style=Style.PRACTICE)
        self.ask_about(to_repeat(sitting.answered))

    # --- inside ------------------------------------------------------------------------------------------------------

    def _end_sitting(self) -> None:
        self._clock.stop()
        self.sitting, self._held, self._tries_again = None, None, False
        self.on_body.clear()

    def _show_page(self, page: QWidget | None) -> None:
        """Show a page in place of the body, or the body with the panel beside it."""
        window, before = self._window, self._page
        window.rooms.show_instead(page)
        window.side.setVisible(page is None)
        self._page = page
        if before is not None:
            before.deleteLater()

    def _tick(self) -> None:
        """Show how far the session is; when its time is over, end it."""
        if self.sitting is None or self.asked is None:
            return
        left = self._ends - time.monotonic()
        if self.setup.seconds is not None and left <= 0:
            self.finish()
            return
        clock = f"{int(left) // 60}:{int(left) % 60:02d}" if self.setup.seconds is not None else ""
        number, total = self.sitting.number, self.sitting.total
        text = f"Question {number}" if self.setup.style is Style.RAPID else f"Question {number} of {total}"
        if not self.setup.waits and self.sitting.streak > 1:
            text += f" · {self.sitting.streak} right in a row"
        self.panel.show_progress(text, clock, can_undo=self.can("undo"))

    def _connect(self) -> None:
        panel = self.panel
        panel.answered.connect(self.answer)
        panel.typed.connect(lambda name: self.answer([name], Mode.TYPE))
        panel.graded.connect(self.grade)
        panel.wanted_next.connect(self.go)
        panel.wanted.connect(self.do)
        panel.sureness.said.connect(self._say_sure)
        panel.feedback.wanted_again.connect(lambda: self.do("again"))
        panel.feedback.wanted_border.connect(lambda: self.do("border"))
        self._window.body.probed.connect(self.point)
