"""Level and cause: the spine, what a place presses or what would press a root, and what may be the cause."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from rootmap.anatomy.model import Anatomy
from rootmap.anatomy.spine import SpineRegion
from rootmap.localise.causes import rank_causes
from rootmap.localise.evidence import Candidate
from rootmap.localise.level import Place, Pressed, pressed, roots_named
from rootmap.ui import plain
from rootmap.ui.panels.cause_list import CauseList
from rootmap.ui.panels.sources import source_line
from rootmap.ui.panels.words import provenance_text
from rootmap.ui.session import Session
from rootmap.ui.spine.view import SpineView
from rootmap.ui.style import Chrome

REGIONS = {SpineRegion.CERVICAL: "Neck", SpineRegion.THORACIC: "Chest", SpineRegion.LUMBAR: "Low back"}
_NARROW_EM, _WIDE_EM = (22.0, 33.0), (30.0, 40.0)
_WORDS_EM = 25.0  # a wide page's column of words
_CAPTION = "Seen from behind, arches removed; drawn after common anatomy, not to scale."


class LevelPage(QWidget):
    """The picture and its words, below each other in the panel, side by side in a window of their own (`wide`)."""

    lit = Signal(object)  # Pressed | None: what is to be lit on the body
    enlarged = Signal()  # asked for in a window of its own

    def __init__(self, session: Session, anatomy: Anatomy, chrome: Chrome, *, wide: bool = False) -> None:
        super().__init__()
        self._session, self._anatomy, self._wide = session, anatomy, wide
        em = self.font().pixelSize()
        self.spine = SpineView(anatomy, chrome, _WIDE_EM if wide else _NARROW_EM)
        self.causes = CauseList(anatomy)
        self._facts: QWidget | None = None
        self.heading = plain.label("", "heading", wrap=True)
        self.words = plain.label("", wrap=True)
        self._source = plain.label("", "small", wrap=True)
        self._picture = QVBoxLayout()
        self._picture.setSpacing(em // 3)
        self._picture.addLayout(self._region_row())
        self._picture.addWidget(self.spine, 1)
        self._picture.addWidget(plain.label(_CAPTION, "small", wrap=True))
        self._text = QVBoxLayout()
        self._text.setSpacing(em // 3)
        for part in (self.heading, self.words, self._source):
            part.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._text.addWidget(part)
        self._text.addSpacing(em // 2)
        self._text.addWidget(plain.label("What may cause it", "section"))
        self._text.addWidget(self.causes)
        self._text.addStretch(1)
        self._lay_out(em)
        self.spine.said.connect(self._show_words)
        self.spine.place_chosen.connect(self._on_place)
        self.spine.root_chosen.connect(self._on_root)
        self.spine.region_changed.connect(self._on_region)
        session.findings_changed.connect(self.follow)
        self.setFocusProxy(self.spine)
        self._show_words(*self.spine.words())
        self.follow()

    def dress(self, chrome: Chrome) -> None:
        """Take the colours of a theme."""
        self.spine.dress(chrome)

    def show_candidate(self, candidate: Candidate | None) -> None:
        """Show what would press a candidate."""
        self.spine.show_candidate(candidate)
        self.follow()

    def follow(self) -> None:
        """Order the causes by what is found now."""
        ranking = self._session.ranking
        alerts = ranking.red_flags if ranking is not None else ()
        findings = self._session.findings
        self.causes.show_causes(rank_causes(self._anatomy, findings, alerts, self.spine.chosen, self.spine.region))

    def show_facts(self, table: QWidget) -> None:
        """Show what else is known of the candidate, under the causes."""
        if self._facts is not None:
            self._text.removeWidget(self._facts)
            self._facts.hide()
            self._facts.deleteLater()
        self._facts = table
        self._text.insertWidget(self._text.count() - 1, table)

    def place_y(self) -> int | None:
        """Return how far down the first lit place stands, pixels; None when there is none."""
        places = self.spine.look.places
        if not places:
            return None
        self.adjustSize()
        return round(self.spine.mapTo(self, self.spine.centre_of(places[0])).y())

    def _lay_out(self, em: int) -> None:
        if not self._wide:
            whole = QVBoxLayout(self)
            whole.setContentsMargins(0, 0, em // 2, em)
            whole.addLayout(self._picture)
            whole.addLayout(self._text)
            return
        row = QHBoxLayout(self)
        row.setContentsMargins(em, em, em // 2, em)
        row.setSpacing(em)
        row.addLayout(self._picture, 1)
        page = QWidget()
        page.setObjectName("page")
        self._text.setContentsMargins(0, 0, em // 2, 0)
        page.setLayout(self._text)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFixedWidth(round(_WORDS_EM * em))
        scroll.setWidget(page)
        row.addWidget(scroll)

    def _region_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        group = QButtonGroup(self)
        self._regions: dict[SpineRegion, QPushButton] = {}
        for region, name in REGIONS.items():
            button = QPushButton(name)
            button.setProperty("rank", "tab")
            button.setCheckable(True)
            button.setChecked(region is self.spine.region)
            button.clicked.connect(lambda _on=False, region=region: self.spine.show_region(region))
            group.addButton(button)
            row.addWidget(button)
            self._regions[region] = button
        row.addStretch(1)
        if not self._wide:
            self.larger = QPushButton("Larger")
            self.larger.setProperty("rank", "tab")
            plain.tip(self.larger, "In a window of its own   Ctrl+J")
            self.larger.clicked.connect(self.enlarged)
            row.addWidget(self.larger)
        return row

    def _show_words(self, heading: str, words: str) -> None:
        self.heading.setText(heading)
        self.heading.setVisible(bool(heading))
        self.words.setText(words)
        where = self.spine.speaking_of
        self._source.setVisible(where is not None)
        if where is not None:
            disc = self._anatomy.discs[where.disc]
            lines = [source_line(disc.provenance, self._anatomy)]
            if disc.share_provenance is not None:
                lines.insert(0, f"How often: {disc.share}. {source_line(disc.share_provenance, self._anatomy)}")
            self._source.setText("\n".join(lines))
            plain.tip(self._source, provenance_text(disc.provenance, self._anatomy))

    def _on_region(self, region: SpineRegion) -> None:
        self._regions[region].setChecked(True)
        self.follow()

    def _on_place(self, where: Place | None) -> None:
        self.follow()
        self.lit.emit(pressed(self._anatomy, where) if where is not None else None)

    def _on_root(self, candidate: Candidate) -> None:
        self.follow()
        self.lit.emit(Pressed(roots_named(candidate.id), candidate.side))
