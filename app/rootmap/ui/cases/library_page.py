"""The list of cases in place of the body: search, filters, and how far one has come; no answer is anywhere in it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from rootmap.cases.model import Region
from rootmap.cases.shelf import DIFFICULTIES, REGION_NAMES, Progress, Row, Wanted
from rootmap.ui import plain
from rootmap.ui.cases.case_row import COLUMNS, CaseRow
from rootmap.ui.cases.parts import button
from rootmap.ui.typed_list import walk

_ID = Qt.ItemDataRole.UserRole + 1
_READING, _NONE, _NO_FIT = "Reading the cases …", "No cases yet: install a pack.", "No case fits these filters."
_COMBO_LETTERS = 8
_SIGNS = {Progress.NEW: "", Progress.BEGUN: "◐ ", Progress.DONE: "✓ "}


class LibraryPage(QWidget):
    """Shows rows and lets one choose among them."""

    chosen = Signal(str)  # looked at
    opened = Signal(str)  # to be worked on
    wanted_install = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._rows: dict[str, Row] = {}
        self._is_read = False
        self.field = QLineEdit()
        self.field.setPlaceholderText("Find a case: leg, hand, baker …")
        self.field.setAccessibleName("Find a case")
        self.region = _combo("Region", ["All regions", *REGION_NAMES.values()])
        self.difficulty = _combo("Difficulty", ["All difficulties", *(_stars(each) for each in DIFFICULTIES)])
        self.only_new = QCheckBox("Only new")
        self.install = button("Install a pack…", "", "Add cases from a *.rootpack file; one may also drop it here")
        self.list = QListWidget()
        self.list.setAccessibleName("Cases")
        self.list.setItemDelegate(CaseRow(self.list))
        self._count, self._empty = plain.label("", "small"), plain.label("", "quiet", wrap=True)
        self._lay_out(self.font().pixelSize())
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        for box in (self.region, self.difficulty):
            box.currentIndexChanged.connect(self._fill)
        self.only_new.toggled.connect(self._fill)
        self.install.clicked.connect(self.wanted_install)
        self.list.currentItemChanged.connect(self._on_current)
        self.list.itemActivated.connect(lambda item: self.opened.emit(str(item.data(_ID))))

    @property
    def wanted(self) -> Wanted:
        """Which cases the filters ask for."""
        region, level = self.region.currentIndex(), self.difficulty.currentIndex()
        return Wanted(
            list(Region)[region - 1] if region else None,
            list(DIFFICULTIES)[level - 1] if level else None,
            self.only_new.isChecked(),
            self.field.text(),
        )

    @property
    def shown(self) -> list[str]:
        """The ids now listed."""
        return [str(self.list.item(row).data(_ID)) for row in range(self.list.count())]

    @property
    def current(self) -> Row | None:
        """The case that is looked at."""
        item = self.list.currentItem()
        return self._rows.get(str(item.data(_ID))) if item is not None else None

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows there are, wanted or not."""
        return tuple(self._rows.values())

    def show_rows(self, rows: Sequence[Row], current: str = "") -> None:
        """Show the cases there are."""
        self._rows, self._is_read = {row.case.id: row for row in rows}, True
        self._fill(current=current)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows walk the list and Enter open while one types."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if walk(self.list, event):
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
                self.opened.emit(self.current.case.id)
                return True
        return super().eventFilter(watched, event)

    def _on_current(self, item: QListWidgetItem | None, _before: object) -> None:
        if item is not None:
            self.chosen.emit(str(item.data(_ID)))

    def _fill(self, *_cause: object, current: str = "") -> None:
        before = current or (self.current.case.id if self.current is not None else "")
        rows = [row for row in self._rows.values() if self.wanted.fits(row)]
        self.list.clear()
        for row in rows:
            item = QListWidgetItem(f"{_SIGNS[row.progress]}{row.case.title}")
            item.setData(COLUMNS, [REGION_NAMES[row.case.region], _dots(row.case.difficulty), row.outcome])
            item.setData(_ID, row.case.id)
            level = f"difficulty {row.case.difficulty} of 5"
            said = f"{row.case.title}, {REGION_NAMES[row.case.region]}, {level}, {row.outcome}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            self.list.addItem(item)
        places = [place for place, row in enumerate(rows) if row.case.id == before]
        self.list.setCurrentRow(places[0] if places else 0)
        self._empty.setText("" if rows else _NO_FIT if self._rows else _NONE if self._is_read else _READING)
        self._empty.setVisible(not rows)
        self._count.setText(f"{len(rows)} of {len(self._rows)}" if self._rows else "")

    def _lay_out(self, em: int) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * em, em, 2 * em, em)
        column.setSpacing(em // 2)
        top = QHBoxLayout()
        top.addWidget(plain.label("Cases", "title"))
        top.addWidget(self._count)
        top.addStretch(1)
        top.addWidget(self.install)
        column.addLayout(top)
        filters = QHBoxLayout()
        filters.setSpacing(em // 2)
        for part in (self.region, self.difficulty, self.only_new):
            filters.addWidget(part)
        filters.addStretch(1)
        column.addWidget(self.field)
        column.addLayout(filters)
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)


def _dots(level: int) -> str:
    return "●" * level + "○" * (5 - level)


def _stars(level: int) -> str:
    return f"{_dots(level)}  {DIFFICULTIES[level]}"


def _combo(name: str, rows: list[str]) -> QComboBox:
    box = QComboBox()
    box.addItems(rows)
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_COMBO_LETTERS)
    return box
