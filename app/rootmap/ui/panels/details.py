"""Below the ranking: what the chosen candidate would show, what was found, why it ranks there, what to ask."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rootmap.anatomy.bedside import Family
from rootmap.anatomy.model import Anatomy
from rootmap.anatomy.vocabulary import Root, Side
from rootmap.localise.evidence import Candidate, Ranked
from rootmap.localise.naming import name_of, roots_of
from rootmap.ui import plain
from rootmap.ui.panels import expected
from rootmap.ui.panels.entered import EnteredStrip
from rootmap.ui.panels.exam_list import ExamList, FamilyTabs, family_of, groups_of
from rootmap.ui.panels.expected import LevelFact
from rootmap.ui.panels.finding_line import FindingLine
from rootmap.ui.panels.page_stack import PageStack
from rootmap.ui.panels.sign_rows import HistoryList, SignTable
from rootmap.ui.panels.words import RECALLED_MEANS, as_heading, is_low, marked, provenance_text
from rootmap.ui.session import Session
from rootmap.ui.style import Chrome

if TYPE_CHECKING:
    from rootmap.localise.hypotheses import Hypothesis
    from rootmap.ui.panels.level_page import LevelPage

TABS = ("Weakness", "Reflexes", "Tests", "Level", "Urgency", "Why", "History")
ALL = "All"  # not a tab: everything one may find, opened by the button beside the line one types into
NEXT = "Next"  # not a tab either: what to test next
_OF_ALL = {"History": "History", "Urgency": "Urgency and imaging", ALL: ""}  # tabs that are about no candidate
_TITLES = _OF_ALL | {NEXT: "What to test next"}
_LASTING = ("Level", "Urgency")  # pages that outlive a change of tab: dear to build
_CHOOSE = "Choose a candidate above, or paint where it hurts."


class DetailsPanel(QWidget):
    """Where findings are typed, and seven tabs about one candidate; only the one in view is built."""

    opened = Signal()  # another tab, or the list of everything
    roots_lit = Signal(object)  # Pressed | None: what the picture of the spine lights on the body
    enlarged = Signal(str)  # "level" or "urgency", asked for in a window of its own

    def __init__(self, session: Session, chrome: Chrome) -> None:
        super().__init__()
        self._session, self._chrome = session, chrome
        self._candidate: Candidate | None = None
        self._tab = TABS[0]
        self._page: QWidget | None = None
        self._spine: LevelPage | None = None  # while it is in view
        self._pair: tuple[Candidate, Candidate] | None = None  # who are told apart; None: the candidate and the rival
        self._rival: Candidate | None = None  # whom the candidate in view is compared with; None: the best other one
        em = self.font().pixelSize()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em // 3)
        self.line = FindingLine(session, self.current_side)
        self.line.typed.connect(self._on_typed)
        self.line.list_button.clicked.connect(lambda: self.open(ALL))
        self.entered = EnteredStrip(session)
        column.addWidget(self.line)
        column.addWidget(self.entered)
        self._title = plain.label("", "heading")
        self._title.setContentsMargins(em, 0, em, 0)
        column.addWidget(self._title)
        column.addLayout(self._tab_row(em))
        self._family = Family.MUSCLE
        self.families = FamilyTabs(self._family, self.open_family)
        self.families.hide()
        column.addWidget(self.families)
        self._pages = PageStack()
        column.addWidget(self._pages, 1)
        session.findings_changed.connect(self._follow)
        session.knowledge_changed.connect(self.rebuild)

    @property
    def tab(self) -> str:
        """The tab in view."""
        return self._tab

    def dress(self, chrome: Chrome) -> None:
        """Take the colours of a theme."""
        self._chrome = chrome
        self.rebuild()

    def show_candidate(self, candidate: Candidate | None) -> None:
        """Show what is known of a candidate; cheap when it is the one already shown."""
        if candidate != self._candidate:
            self._candidate, self._rival, self._pair = candidate, None, None
            if self._spine is not None:
                self._show_level(self._spine)
                self._show_title()
            elif self._tab not in _OF_ALL:
                self._show()

    def current_side(self) -> Side | None:
        """Return the side one looks at: of the candidate in view, else of the drawing, else of the last finding."""
        ranking = self._session.ranking
        is_painted = sum(self._session.painted_cm2.values()) > 0.0
        best = ranking.entries[0].candidate if ranking is not None and ranking.entries and is_painted else None
        for candidate in (self._candidate, best):
            if candidate is not None and candidate.side != "both":
                return Side(candidate.side)
        return next((finding.side for finding in self._session.findings[::-1] if finding.side is not None), None)

    def refresh_reasons(self) -> None:
        """Show the reasons anew, when they are in view."""
        if self._tab in ("Why", NEXT) and self.isVisible():
            self.rebuild()

    def open(self, tab: str) -> None:
        """Bring a tab into view."""
        if self._spine is not None and tab != "Level":
            self._spine.spine.choose(None)
        self._tab = tab
        self._group.setExclusive(tab != NEXT)
        for name, button in self._buttons.items():
            button.setChecked(name == tab)
        self.families.setVisible(tab == ALL)
        self.line.completes = tab != ALL
        self._show()
        self.opened.emit()

    def type_finding(self) -> None:
        """Move the keyboard to the line one types findings into."""
        self.line.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.field.selectAll()

    def open_family(self, family: Family) -> None:
        """List one part of the examination whole."""
        self._family = family
        self.families.buttons[family].setChecked(True)
        self.line.field.clear()
        self.open(ALL)

    def open_test(self, test: str, side: Side | None) -> None:
        """Bring the row of a test into view and move the keyboard to it."""
        family = test.partition(".")[0]
        first = {"muscle": "Weakness", "reflex": "Reflexes"}.get(family, "Tests")
        for tab in (first, "History"):
            self.open(tab)
            if isinstance(self._page, SignTable) and self._page.focus(test, side):
                return
        anatomy = self._session.knowledge.anatomy
        family_of_test = family_of(anatomy, test) if anatomy is not None else None
        if family_of_test is None:
            self.open(first)
            return
        self.open_family(family_of_test)
        if isinstance(self._page, ExamList):
            self._page.focus(test, side)

    def rebuild(self) -> None:
        """Build everything anew, the tab in view now."""
        self._show(anew=True)

    def _show(self, *, anew: bool = False) -> None:
        self._show_title()
        if anew:
            self._pages.forget()
        self._page = self._build()
        self._pages.show_page(self._page, self._tab if self._tab in _LASTING and self._is_informed else "")
        self._show_place()

    @property
    def _is_informed(self) -> bool:
        return self._session.knowledge.anatomy is not None

    def _show_title(self) -> None:
        name = as_heading(name_of(self._candidate)) if self._candidate is not None else ""
        self._title.setText(_TITLES.get(self._tab, name))
        self._title.setVisible(bool(self._title.text()))
        is_root = self._candidate is None or bool(roots_of(self._candidate))
        self._buttons["Level"].setText("Level" if is_root else "About")

    def _build(self) -> QWidget:
        self._spine = None
        anatomy = self._session.knowledge.anatomy
        if anatomy is None:
            return _nothing("")
        if self._tab == ALL:
            text = self.line.field.text()
            groups = groups_of(anatomy, self._family, text, self.line.tests_like(text) if text.strip() else ())
            return ExamList(self._session, anatomy, groups, self._chrome)
        if self._tab == "History":
            warning, other = expected.history(anatomy)
            questions = (("Ask first: warning signs", warning), ("Also ask", other))
            return HistoryList(self._session, anatomy, questions, self._chrome)
        if self._tab == "Urgency":
            from rootmap.ui.panels.urgency_page import UrgencyPage

            page = self._pages.kept("Urgency")
            if page is None:
                page = UrgencyPage(self._session, anatomy, self._chrome)
                page.enlarged.connect(lambda: self.enlarged.emit("urgency"))
            return page
        if self._tab == "Level":
            return self._level(anatomy)
        if self._candidate is None:
            return _nothing(_CHOOSE)
        if self._tab in ("Why", NEXT):
            return self._reasoned(anatomy)
        hypothesis = self._hypothesis()
        if hypothesis is not None and not hypothesis.is_radicular:
            return self._pictured(anatomy, hypothesis)
        return self._facts(anatomy, roots_of(self._candidate))

    def _pictured(self, anatomy: Anatomy, hypothesis: "Hypothesis") -> QWidget:
        """Return what is expected of anything that is no root."""
        from rootmap.ui.panels import expected_picture

        builders = {
            "Weakness": (expected_picture.weakness, "No weakness is expected."),
            "Reflexes": (expected_picture.reflexes, "No change of a reflex is expected."),
            "Tests": (expected_picture.tests, "The tables list no bedside test for it."),
        }
        build, nothing = builders[self._tab]
        return SignTable(self._session, anatomy, build(anatomy, hypothesis), nothing, self._chrome)

    def _facts(self, anatomy: Anatomy, roots: tuple[Root, ...]) -> QWidget:
        builders: dict[str, tuple[Callable[..., tuple[expected.ExpectedSign, ...]], str]] = {
            "Weakness": (expected.weakness, "No muscle tests this root."),
            "Reflexes": (expected.reflexes, "No reflex tests this root."),
            "Tests": (expected.manoeuvres, "No bedside manoeuvre tests this root."),
        }
        build, nothing = builders[self._tab]
        return SignTable(self._session, anatomy, build(anatomy, roots), nothing, self._chrome)

    def _level(self, anatomy: Anatomy) -> QWidget:
        from rootmap.ui.panels.level_page import LevelPage

        page = self._pages.kept("Level")
        if not isinstance(page, LevelPage):
            page = LevelPage(self._session, anatomy, self._chrome)
            page.lit.connect(self.roots_lit)
            page.enlarged.connect(lambda: self.enlarged.emit("level"))
        self._spine = page
        self._show_level(page)
        return page

    def _show_place(self) -> None:
        """Bring the place that would press the candidate into view, where the panel is low."""
        place = self._spine.place_y() if self._spine is not None else None
        if place is not None:
            self._pages.bring_into_view(place, 8 * self.font().pixelSize())

    def _show_level(self, page: "LevelPage") -> None:
        page.show_candidate(self._candidate)
        anatomy = self._session.knowledge.anatomy
        if anatomy is not None:
            facts = self._about(anatomy)
            page.show_facts(LevelTable(facts, anatomy) if facts else QWidget())

    def _about(self, anatomy: Anatomy) -> tuple[LevelFact, ...]:
        """Return what the tables say of the candidate in view: of its roots, or what it is."""
        from rootmap.ui.panels import expected_picture

        if self._candidate is None:
            return ()
        hypothesis = self._hypothesis()
        if hypothesis is not None and not hypothesis.is_radicular:
            return expected_picture.about(anatomy, hypothesis)
        roots = roots_of(self._candidate)
        return expected.level(anatomy, roots) if roots else ()

    def _hypothesis(self) -> "Hypothesis | None":
        ranker = self._session.ranker
        return ranker.hypothesis_of(self._candidate) if ranker is not None and self._candidate is not None else None

    def _reasoned(self, anatomy: Anatomy) -> QWidget:
        """Return the page of the reasons, or of what to test next: both compare the candidate with another."""
        from rootmap.ui.panels.next_page import NextPage
        from rootmap.ui.panels.why import Reasons, WhyPage

        ranking, ranker = self._session.ranking, self._session.ranker
        entries: Sequence[Ranked] = ranking.entries if ranking is not None else ()
        item = next((entry for entry in entries if entry.candidate == self._candidate), None)
        if item is None or ranking is None or ranker is None:
            return _nothing(_CHOOSE)
        reasons = Reasons(item, ranking, ranker, anatomy)
        if self._tab == "Why":
            return WhyPage(reasons, self._rival, self._chrome, self.compare)
        rival = reasons.rival(self._rival)
        other = rival.candidate if rival is not None else item.candidate
        page = NextPage(ranking, ranker, self._pair or (item.candidate, other), self.tell_apart)
        page.on_open(self.open_test)
        return page

    def compare(self, rival: Candidate) -> None:
        """Compare the candidate in view with another."""
        self._rival = rival
        self.rebuild()

    def tell_apart(self, pair: tuple[Candidate, Candidate]) -> None:
        """Show what tells two candidates apart, whichever is in view."""
        self._pair = pair
        self.rebuild()

    def _on_typed(self) -> None:
        if self._tab == ALL:
            self._show()

    def _follow(self) -> None:
        if isinstance(self._page, SignTable | HistoryList | ExamList):
            self._page.follow()

    def _tab_row(self, em: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(em // 2, 0, em // 2, 0)
        row.setSpacing(0)
        self._group = group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        for tab in TABS:
            button = QPushButton(tab)
            button.setProperty("rank", "tab")
            button.setCheckable(True)
            button.setChecked(tab == self._tab)
            button.clicked.connect(lambda _on=False, tab=tab: self.open(tab))
            group.addButton(button)
            row.addWidget(button)
            self._buttons[tab] = button
        row.addStretch(1)
        group.addButton(self.line.list_button)
        self._buttons[ALL] = self.line.list_button
        return row


def _nothing(text: str) -> QWidget:
    label = plain.label(text, "quiet", wrap=True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    return label


class LevelTable(QWidget):
    """Discs, pain and complaint, each with its source."""

    def __init__(self, facts: tuple[LevelFact, ...], anatomy: Anatomy) -> None:
        super().__init__()
        em = self.font().pixelSize()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, em // 2, em)
        grid.setVerticalSpacing(em // 2)
        grid.setHorizontalSpacing(em)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for row, fact in enumerate(facts):
            heading = plain.label(fact.heading, "small", wrap=True)
            heading.setFixedWidth(round(7.5 * em))
            text = plain.label(marked(fact.text, fact.provenance) if fact.provenance else fact.text, wrap=True)
            grid.addWidget(heading, row, 0, top)
            grid.addWidget(text, row, 1, top)
            if fact.provenance is not None:
                plain.tip(text, provenance_text(fact.provenance, anatomy))
                if is_low(fact.provenance):
                    grid.addWidget(plain.label("low confidence", "tag"), row, 2, top)
        grid.addWidget(plain.label(RECALLED_MEANS, "small"), len(facts), 0, 1, 2)
        grid.setRowStretch(len(facts) + 1, 1)
