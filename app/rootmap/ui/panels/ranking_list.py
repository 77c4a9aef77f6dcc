"""The candidates with their probability bars; repainted at every move of the brush, so made for speed."""

from collections.abc import Callable, Sequence
from enum import Enum
from itertools import islice
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView

from rootmap.localise.evidence import Candidate, Ranked
from rootmap.localise.naming import name_of
from rootmap.ui import plain
from rootmap.ui.panels.ranking_filter import Group, listed
from rootmap.ui.panels.words import as_heading, from_maps, percent, with_interval
from rootmap.ui.style import Chrome

SHOWN = 8  # candidates worth a student's look
LEAST = 0.005  # below half a percent a candidate is left out, but for the first three
_ROW_EM, _ABOVE_EM = 3.45, 0.24  # the height of a row, and what is left free above its words
_MARK_EM = 0.2  # the width of the stripe beside the row that is looked at
_WELCOME = "Paint where the patient hurts or feels numb. The roots that fit appear here while you paint."

Index = QModelIndex | QPersistentModelIndex


class _Mark(Enum):
    """How a row stands out."""

    NONE = "none"
    LEADING = "leading"  # nothing is chosen; its details are shown
    CHOSEN = "chosen"  # and lit on the body


class Row(NamedTuple):
    """All that a row shows."""

    entry: Ranked
    mark: _Mark
    share: str
    overlap: str

    @property
    def seen(self) -> tuple[object, ...]:
        """What is the same while the row looks the same."""
        low, high = self.entry.interval or (-1.0, -1.0)
        ends = round(self.entry.probability * _BAR_STEPS), round(low * _BAR_STEPS), round(high * _BAR_STEPS)
        return self.entry.candidate, self.mark, self.share, self.overlap, *ends


_INTERVAL_MEANS = "In brackets, the thin line: where it lies in nine of ten runs with the uncertain numbers drawn anew."
_BAR_STEPS = 400  # finer than the pixels of a bar


class RankingModel(QAbstractListModel):
    """The best candidates, best first."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: tuple[Row, ...] = ()
        self.marked: Candidate | None = None  # the one whose details are shown
        self.is_chosen = False  # by the user, and so lit on the body; else it only leads
        self.group = Group.ALL
        self.row_size = QSize()
        self.maps_of: Callable[[Candidate], tuple[str, ...]] = lambda _: ()  # those that show its skin

    @property
    def entries(self) -> tuple[Ranked, ...]:
        """The candidates that have a row."""
        return tuple(row.entry for row in self.shown)

    def show(self, kept: tuple[Ranked, ...]) -> None:
        """Take new entries, keeping the rows that stay; what looks the same is not drawn again."""
        marked = _Mark.CHOSEN if self.is_chosen else _Mark.LEADING
        rows = tuple(
            Row(
                each, marked if each.candidate == self.marked else _Mark.NONE, percent(each.probability), _overlap(each)
            )
            for each in kept
        )
        before, after, old = len(self.shown), len(rows), self.shown
        if after > before:
            self.beginInsertRows(QModelIndex(), before, after - 1)
            self.shown = rows
            self.endInsertRows()
        elif after < before:
            self.beginRemoveRows(QModelIndex(), after, before - 1)
            self.shown = rows
            self.endRemoveRows()
        self.shown = rows
        changed = [row for row, (one, other) in enumerate(zip(old, rows, strict=False)) if one.seen != other.seen]
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))

    def best_of(self, entries: Sequence[Ranked]) -> tuple[Ranked, ...]:
        """Return the entries worth a row: of one group the best in any case, of all only what has some likelihood."""
        if self.group is not Group.ALL:
            return tuple(islice(listed(entries, self.group), SHOWN))
        return tuple(item for place, item in enumerate(entries[:SHOWN]) if place < 3 or item.probability >= LEAST)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        """Return the number of candidates."""
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words a screen reader says, those of the tip, and the size of a row."""
        item, _, _, overlap = self.shown[index.row()]
        if role == Qt.ItemDataRole.SizeHintRole:
            return self.row_size
        share = with_interval(item)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{name_of(item.candidate)}, {share}; {overlap}"
        if role == Qt.ItemDataRole.ToolTipRole:
            means = f"\n{_INTERVAL_MEANS}" if item.interval is not None else ""
            lines = (f"{name_of(item.candidate)}: {share}{means}", overlap, from_maps(self.maps_of(item.candidate)))
            return plain.literal("\n".join(line for line in lines if line))
        return None


class RowPainter:
    """Draws candidates: name, bar, percent, and below what lies inside and what is covered."""

    def __init__(self, chrome: Chrome, em: int) -> None:
        self._em = em
        self.ground = QColor(chrome.panel)
        self._text, self.quiet = QColor(chrome.text), QColor(chrome.quiet)
        self._bar, self._accent = QColor(chrome.bar), QColor(chrome.accent)
        self._track, self._soft = QColor(chrome.track), QColor(chrome.accent_soft)
        self._on_accent = QColor(chrome.on_accent)
        self._heading, self._small = QFont(QApplication.font()), QFont(QApplication.font())
        self._heading.setPixelSize(round(em * 1.08))
        self._heading.setBold(True)
        self._small.setPixelSize(round(em * 0.85))
        self._letters = QFontMetricsF(self._heading)
        self._first, self._second = self._letters.ascent(), em * 1.88 + QFontMetricsF(self._small).ascent()
        self._names: dict[tuple[Candidate, float], str] = {}  # as they fit
        self._widths: dict[str, float] = {}  # of the shares

    def draw(self, painter: QPainter, rows: Sequence[tuple[QRect, Row]]) -> None:
        """Draw some rows, each where it stands: all that is drawn alike at once, for a font takes time to change."""
        em = self._em
        placed = [(QRectF(area).adjusted(em * 0.6, em * _ABOVE_EM, -em * 0.6, 0), row) for area, row in rows]
        for (area, row), (inner, _) in zip(rows, placed, strict=True):
            self._draw_ground(painter, QRectF(area), row.mark)
            self._draw_bar(painter, inner, row.entry, row.mark)
        painter.setFont(self._heading)
        painter.setPen(self._text)
        for inner, row in placed:
            base, share = inner.top() + self._first, self._width(row.share)
            painter.drawText(QPointF(inner.left(), base), self._name(row.entry.candidate, inner.width() - share - em))
            painter.drawText(QPointF(inner.right() - share, base), row.share)
        painter.setFont(self._small)
        painter.setPen(self.quiet)
        for inner, row in placed:
            painter.drawText(QPointF(inner.left(), inner.top() + self._second), row.overlap)

    def _draw_ground(self, painter: QPainter, area: QRectF, mark: _Mark) -> None:
        em = self._em
        if mark is _Mark.CHOSEN:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._soft)
            painter.drawRoundedRect(area.adjusted(0, 1, 0, -1), em * 0.4, em * 0.4)
        if mark is not _Mark.NONE:
            stripe = QRectF(area.left(), area.top() + em * 0.5, max(3.0, em * _MARK_EM), area.height() - em)
            painter.fillRect(stripe, self._accent)

    def _draw_bar(self, painter: QPainter, inner: QRectF, item: Ranked, mark: _Mark) -> None:
        """Draw the bar, and over it the interval: a thin line with two ends, that tells itself from what it lies on."""
        em = self._em
        track = QRectF(inner.left(), inner.top() + em * 1.42, inner.width(), em * 0.4)
        painter.fillRect(track, self._track)
        fill = QRectF(track.left(), track.top(), track.width() * item.probability, track.height())
        painter.fillRect(fill, self._accent if mark is _Mark.CHOSEN else self._bar)
        if item.interval is None:
            return
        low, high = (track.left() + track.width() * end for end in item.interval)
        line = max(1.0, em * 0.08)
        middle = track.center().y() - line / 2
        parts = [QRectF(low, middle, max(high - low, line), line)]
        parts += [QRectF(max(end, track.left()), track.top(), line, track.height()) for end in (low, high - line)]
        for part in parts:
            painter.fillRect(part, self._text)
            if mark is _Mark.CHOSEN:
                painter.fillRect(part & fill, self._on_accent)

    def _name(self, candidate: Candidate, room: float) -> str:
        """Return a candidate's name as far as there is room; what it ends with is the side, and stays."""
        if (candidate, room) not in self._names:
            whole = as_heading(name_of(candidate))
            self._names[candidate, room] = self._letters.elidedText(whole, Qt.TextElideMode.ElideMiddle, room)
        return self._names[candidate, room]

    def _width(self, share: str) -> float:
        if share not in self._widths:
            self._widths[share] = self._letters.horizontalAdvance(share)
        return self._widths[share]


class RankingList(QListView):
    """The list; remembers the chosen candidate wherever it moves to."""

    chosen = Signal(object)  # Candidate | None, when the user chooses

    def __init__(self, chrome: Chrome) -> None:
        super().__init__()
        self.rows = RankingModel()
        self._choice: Candidate | None = None
        self.setModel(self.rows)
        self.dress(chrome)
        self.setUniformItemSizes(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName("Compatible with")
        self.selectionModel().currentChanged.connect(self._on_current)
        self._showing = False
        self._all: Sequence[Ranked] = ()

    @property
    def group(self) -> Group:
        """The kinds of candidates listed."""
        return self.rows.group

    def show_group(self, group: Group) -> None:
        """List the candidates of a group only; what is known of them stays as it is."""
        self.rows.group = group
        self.show_entries(self._all)
        self.scrollToTop()

    @property
    def best(self) -> Candidate | None:
        """The best candidate of those listed."""
        return self.rows.entries[0].candidate if self.rows.entries else None

    @property
    def choice(self) -> Candidate | None:
        """The candidate the user chose, if any."""
        return self._choice

    def dress(self, chrome: Chrome) -> None:
        """Take the colours of a theme."""
        em = self.font().pixelSize()
        self._painter = RowPainter(chrome, em)
        self.rows.row_size = QSize(10 * em, self.row_height())
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def show_entries(self, entries: Sequence[Ranked]) -> None:
        """Show new entries; the chosen candidate stays chosen."""
        self._showing = True
        self._all = entries
        kept = self.rows.best_of(entries)
        chosen = self._choice is not None and any(item.candidate == self._choice for item in entries)
        self.rows.marked = self._choice if chosen else kept[0].candidate if kept else None
        self.rows.is_chosen = chosen
        self.rows.show(kept)
        self._restore()
        self._showing = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, so that nothing behind has to be, and the rows, or while there are none what to do.

        The rows are drawn here and not by a delegate, which is called, and set up, once for each.
        """
        dirty = event.rect()
        with QPainter(self.viewport()) as painter:
            painter.fillRect(dirty, self._painter.ground)
            placed = ((self.visualRect(self.rows.index(place)), row) for place, row in enumerate(self.rows.shown))
            self._painter.draw(painter, [(area, row) for area, row in placed if area.intersects(dirty)])
            if not self._all:
                em = self.font().pixelSize()
                painter.setFont(self.font())
                painter.setPen(self._painter.quiet)
                area = self.viewport().rect().adjusted(em // 2, 0, -em, -em)
                painter.drawText(area, Qt.TextFlag.TextWordWrap, _WELCOME)

    def choose(self, candidate: Candidate | None) -> None:
        """Choose a candidate, or none."""
        self._choice = candidate
        self.show_entries(self._all)
        self.chosen.emit(candidate)

    def row_height(self) -> int:
        """Return the height of one row in logical pixels."""
        return round(_ROW_EM * self.font().pixelSize())

    def _restore(self) -> None:
        places = (row for row, item in enumerate(self.rows.entries) if item.candidate == self._choice)
        row = next(places, -1)
        if row != self.currentIndex().row():
            self.setCurrentIndex(self.rows.index(row) if row >= 0 else QModelIndex())

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._showing and current.isValid():
            self._choice = self.rows.marked = self.rows.entries[current.row()].candidate
            self.rows.is_chosen = True
            self.viewport().update()
            self.chosen.emit(self._choice)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose nothing by the focus alone: Qt would take the first row."""
        self._showing = True
        super().focusInEvent(event)
        self._restore()
        self._showing = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row under the pointer; the one chosen already is let go of."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            candidate = self.rows.entries[index.row()].candidate
            self.choose(None if candidate == self._choice else candidate)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrow keys; Escape lets go."""
        if event.key() == Qt.Key.Key_Escape and self._choice is not None:
            self.choose(None)
        else:
            super().keyPressEvent(event)


def _overlap(item: Ranked) -> str:
    inside, covered = item.inside * 100, item.covered * 100
    return f"{inside:.0f} % of the paint inside · {covered:.0f} % covered · {item.area_cm2:.0f} cm²"
