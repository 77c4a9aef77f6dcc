"""The picture of the spine as a widget: zones and roots to point at, choose and walk through with the arrow keys."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPathStroker,
    QPaintEvent,
    QPen,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from rootmap.anatomy.model import Anatomy
from rootmap.anatomy.spine import SpineRegion, Zone
from rootmap.anatomy.vocabulary import Root
from rootmap.localise.evidence import Candidate, CandidateKind, CandidateSide
from rootmap.localise.level import Place, in_words, place, place_in_words, pressed, pressing, root_in_words, roots_named
from rootmap.localise.naming import name_of
from rootmap.ui.spine.colours import COLOURS
from rootmap.ui.spine.inks import SIDES, Look, RootAt, sign
from rootmap.ui.spine.painter import SpinePainter, zone_path
from rootmap.ui.spine.shapes import SpineShape, shape_of
from rootmap.ui.style import Chrome
from rootmap.ui.theme import THEMES

ACROSS = (
    (Zone.FAR_LATERAL, CandidateSide.LEFT),
    (Zone.FORAMINAL, CandidateSide.LEFT),
    (Zone.PARACENTRAL, CandidateSide.LEFT),
    (Zone.CENTRAL, CandidateSide.BOTH),
    (Zone.PARACENTRAL, CandidateSide.RIGHT),
    (Zone.FORAMINAL, CandidateSide.RIGHT),
    (Zone.FAR_LATERAL, CandidateSide.RIGHT),
)  # as one meets them from left to right in a view from behind
_HINT = "Point at a zone of a disc or at a root; choose it with a click. Arrow keys walk, Enter chooses, Esc lets go."
_REACH_MM = 4.0  # a root is met this near
_GROW_MM = 1.5  # a zone reaches this far above and below its disc
_KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter,
         Qt.Key.Key_Space, Qt.Key.Key_Escape)  # fmt: skip


class SpineView(QWidget):
    """Lights roots for a place and places for a root. It only tells what was chosen; others light the body."""

    place_chosen = Signal(object)  # Place | None
    root_chosen = Signal(object)  # Candidate
    said = Signal(str, str)  # heading and words for what is pointed at, else chosen
    region_changed = Signal(object)  # SpineRegion

    def __init__(self, anatomy: Anatomy, chrome: Chrome, aspect_em: tuple[float, float]) -> None:
        super().__init__()
        self._anatomy, self._chrome, self._least = anatomy, chrome, aspect_em
        self._shape: SpineShape = shape_of(SpineRegion.LUMBAR)
        self._candidate: Candidate | None = None
        self._chosen: Place | None = None
        self._pointed: Place | None = None
        self._pointed_root: RootAt | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._tell()

    # --- what it shows -----------------------------------------------------------------------------------------------

    @property
    def region(self) -> SpineRegion:
        """The part of the spine in view."""
        return self._shape.region

    @property
    def chosen(self) -> Place | None:
        """The chosen place."""
        return self._chosen

    @property
    def candidate(self) -> Candidate | None:
        """The candidate whose places are shown while none is chosen."""
        return self._candidate

    @property
    def speaking_of(self) -> Place | None:
        """The place its words are about, None where they are about a root."""
        return None if self._pointed_root is not None else self._pointed or self._chosen

    @property
    def look(self) -> Look:
        """What is lit now."""
        lit: set[RootAt] = set()
        places: tuple[Place, ...] = ()
        if self._chosen is not None:
            what = pressed(self._anatomy, self._chosen)
            lit = {(root, side) for root in what.roots for side in SIDES if what.side in (side, "both")}
        elif self._candidate is not None:
            places = pressing(self._anatomy, self._candidate)
            roots = roots_named(self._candidate.id) or (pressed(self._anatomy, places[-1]).roots if places else ())
            lit = {(r, side) for r in roots for side in SIDES if self._candidate.side in (side, "both")}
        return Look(frozenset(lit), places, self._chosen, self._pointed, self._pointed_root)

    def dress(self, chrome: Chrome) -> None:
        """Take the colours of a theme."""
        self._chrome = chrome
        self.update()

    def show_region(self, region: SpineRegion) -> None:
        """Bring a part of the spine into view."""
        if region is not self.region:
            self._shape = shape_of(region)
            self._pointed = self._pointed_root = None
            self.region_changed.emit(region)
            self.update()

    def show_candidate(self, candidate: Candidate | None) -> None:
        """Show the places that would press a candidate; a place chosen before is let go."""
        if candidate == self._candidate and self._chosen is None:
            return
        self._candidate, self._chosen = candidate, None
        places = pressing(self._anatomy, candidate) if candidate is not None else ()
        if places:
            self.show_region(self._anatomy.discs[places[0].disc].region)
        self._tell()

    def choose(self, where: Place | None) -> None:
        """Choose a place, or let it go."""
        self._chosen = where
        if where is not None:
            self.show_region(self._anatomy.discs[where.disc].region)
        self._tell()
        self.place_chosen.emit(where)

    def _tell(self) -> None:
        heading, words = self.words()
        self.setAccessibleName(f"Spine, {self.region}, seen from behind. {heading}. {words}")
        self.said.emit(heading, words)
        self.update()

    def words(self) -> tuple[str, str]:
        """Return heading and words for what is pointed at, else chosen, else for the candidate."""
        if self._pointed_root is not None:
            root, side = self._pointed_root
            return f"Root {root}, {side}", "Pressed at " + root_in_words(self._anatomy, Candidate(str(root), side))
        where = self.speaking_of
        if where is not None:
            note = self._anatomy.discs[where.disc].note_at(where.zone)
            said = filter(None, (in_words(self._anatomy, where), note))
            return place_in_words(self._anatomy, where), ". ".join(part.rstrip(".") for part in said) + "."
        if self._candidate is not None:
            words = root_in_words(self._anatomy, self._candidate)
            return f"What would press {name_of(self._candidate)}", words
        return "", _HINT

    # --- where things are --------------------------------------------------------------------------------------------

    @property
    def scale(self) -> float:
        """Pixels per mm."""
        extent = self._shape.extent
        return min(self.width() / extent.width(), self.height() / extent.height())

    def transform(self) -> QTransform:
        """Return the way from mm to pixels."""
        extent, scale = self._shape.extent, self.scale
        across = (self.width() - extent.width() * scale) / 2 - extent.left() * scale
        down = (self.height() - extent.height() * scale) / 2 - extent.top() * scale
        return QTransform(scale, 0.0, 0.0, scale, across, down)

    def centre_of(self, where: Place) -> QPointF:
        """Return the pixel in the middle of a place of this region."""
        disc = next(disc for disc in self._shape.discs if disc.id == where.disc)
        return self.transform().map(zone_path(disc, where).boundingRect().center())

    def ganglion_of(self, root: Root, side: CandidateSide) -> QPointF:
        """Return the pixel of a ganglion of this region."""
        shape = next(shape for shape in self._shape.roots if shape.root is root)
        centre = shape.ganglion[0]
        return self.transform().map(QPointF(sign(side) * centre.x(), centre.y()))

    def place_at(self, pixel: QPointF) -> Place | None:
        """Return the zone under a pixel."""
        at = self.transform().inverted()[0].map(pixel)
        for disc in self._shape.discs:
            if disc.top - _GROW_MM <= at.y() <= disc.bottom + _GROW_MM:
                side = CandidateSide.LEFT if at.x() < 0 else CandidateSide.RIGHT
                for zone in Zone:
                    start, end = disc.span(zone)
                    if start <= abs(at.x()) < end:
                        return place(disc.id, zone, side)
        return None

    def root_at(self, pixel: QPointF) -> RootAt | None:
        """Return the root under a pixel: its course or its name."""
        at = self.transform().inverted()[0].map(pixel)
        stroker = QPainterPathStroker()
        stroker.setWidth(_REACH_MM)
        mirrored = QPointF(abs(at.x()), at.y())
        for shape in self._shape.roots:
            name = QRectF(shape.name_at - QPointF(6.2, 4.2), shape.name_at + QPointF(6.2, 4.2))
            if name.contains(mirrored) or stroker.createStroke(shape.course).contains(mirrored):
                return shape.root, CandidateSide.LEFT if at.x() < 0 else CandidateSide.RIGHT
        return None

    # --- hand and keys -----------------------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what lies under the pointer; a disc goes before the roots that cross it."""
        where = self.place_at(event.position())
        root = None if where is not None else self.root_at(event.position())
        if (where, root) != (self._pointed, self._pointed_root):
            self._pointed, self._pointed_root = where, root
            pointing = where is not None or root is not None
            self.setCursor(Qt.CursorShape.PointingHandCursor if pointing else Qt.CursorShape.ArrowCursor)
            self._tell()

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        self._pointed = self._pointed_root = None
        self._tell()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what lies under the pointer; again lets it go."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        where = self.place_at(event.position())
        root = self.root_at(event.position())
        if where is not None:
            self.choose(None if where == self._chosen else where)
        elif root is not None:
            candidate = Candidate(str(root[0]), root[1], CandidateKind.ROOT)
            self.show_candidate(candidate)
            self.root_chosen.emit(candidate)
        elif self._chosen is not None:
            self.choose(None)

    def event(self, event: QEvent) -> bool:
        """Claim the keys one walks with before the window's shortcuts take them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from zone to zone, choose, let go."""
        key = event.key()
        if key not in _KEYS:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Escape:
            self._pointed = None
            self.choose(None)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self._pointed is not None:
                self.choose(None if self._pointed == self._chosen else self._pointed)
        else:
            self._walk(key)

    def _walk(self, key: int) -> None:
        """Move what is pointed at by one zone or one disc, from region to region."""
        names = list(self._anatomy.discs)
        first = next(iter(self.look.places), None)
        here = self._pointed or self._chosen or first
        if here is None:
            self._pointed = Place(self._shape.discs[-2].id, Zone.CENTRAL, CandidateSide.BOTH)
            self._tell()
            return
        across = ACROSS.index((here.zone, here.side))
        down = names.index(here.disc)
        across += {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key), 0)
        down += {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key), 0)
        zone, side = ACROSS[min(max(across, 0), len(ACROSS) - 1)]
        where = Place(names[min(max(down, 0), len(names) - 1)], zone, side)
        self.show_region(self._anatomy.discs[where.disc].region)
        self._pointed, self._pointed_root = where, None
        self._tell()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys are here."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that they are not."""
        super().focusOutEvent(event)
        self.update()

    # --- how it looks ------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Return room for the picture."""
        em = self.font().pixelSize()
        return QSize(round(self._least[0] * em), round(self._least[1] * em))

    def minimumSizeHint(self) -> QSize:
        """Return the least at which it can be read."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the spine, and the sides of the patient above it."""
        theme, colours = THEMES[self._chrome.name], COLOURS[self._chrome.name]
        em = self.font().pixelSize()
        with QPainter(self) as painter:
            painter.setTransform(self.transform())
            SpinePainter(self._shape, theme, self.scale, self.font()).paint(painter, self.look)
            painter.setTransform(QTransform())
            painter.setPen(QColor(colours.quiet))
            room = self.transform().mapRect(self._shape.extent)
            band = QRectF(max(room.left(), em * 0.4), em * 0.15, 0.0, em * 1.5)
            band.setRight(min(room.right(), self.width() - em * 0.4))
            for words, flag in (("Left", Qt.AlignmentFlag.AlignLeft), ("Right", Qt.AlignmentFlag.AlignRight)):
                painter.drawText(band, flag | Qt.AlignmentFlag.AlignTop, words)
            if self.hasFocus():
                painter.setPen(QPen(QColor(colours.accent), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), em * 0.35, em * 0.35)
