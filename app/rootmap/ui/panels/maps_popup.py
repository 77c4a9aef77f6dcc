"""What the ranking goes by: the maps of roots, each with a tick, and where the patient is seen."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from rootmap.ui import plain
from rootmap.ui.counted import CountedMaps
from rootmap.ui.panels.words import as_heading

if TYPE_CHECKING:
    from rootmap.atlas.model import CompiledAtlas

_HEADING = "Maps that count in the ranking"
_ALWAYS = (
    "Maps of nerves and of referred pain always count. Quiz and cases go by all maps, and so do the views of where "
    "the maps agree."
)
_SEEN = "Where the patient is seen"
_BELIEF = (
    "Belief depends on who comes. A clinic sees mostly roots of its limb, an emergency room more of cord, cauda equina "
    "and inner organs; the shares are judgement. “Anyone” takes everything for about as likely, as in an examination."
)
_LAST = "At least one map must count"
_LONGEST_METHOD = 74  # letters
_TEXT_EM = 46.0


class MapsPopup(QFrame):
    """One line for each map: tick, title, year and method. Every tick ranks again at once."""

    def __init__(self, counted: CountedMaps, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("rank", "card")
        self.setAccessibleName(_HEADING)
        self._counted, self._over = counted, parent
        em = self.font().pixelSize()
        column = QVBoxLayout(self)
        column.setContentsMargins(em, em * 3 // 4, em, em * 3 // 4)
        column.setSpacing(em // 2)
        column.addWidget(plain.label(_HEADING, "heading"))
        self.boxes: dict[str, QCheckBox] = {}
        column.addLayout(self._lines(em))
        self.unseen = plain.label("", "caution", wrap=True)
        column.addWidget(self.unseen)
        column.addLayout(self._foot(em))
        column.addLayout(self._settings(em))
        self._follow()
        next(iter(self.boxes.values())).setFocus(Qt.FocusReason.PopupFocusReason)

    def open_below(self, button: QWidget) -> None:
        """Show it under a button, whole, its right edge where the button ends."""
        self.adjustSize()
        screen = button.screen().availableGeometry()
        corner = button.mapToGlobal(QPoint(button.width() - self.width(), button.height()))
        x = min(max(corner.x(), screen.left()), screen.right() - self.width())
        self.move(x, min(corner.y(), screen.bottom() - self.height()))
        self.show()

    def event(self, event: QEvent) -> bool:
        """Keep the keys from the shortcuts of the window below."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def _lines(self, em: int) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(em)
        grid.setVerticalSpacing(em // 5)
        grid.setColumnStretch(1, 1)
        for row, atlas in enumerate(self._counted.known):
            box = QCheckBox(plain.short(atlas.info.title, 44).replace("&", "&&"))
            box.toggled.connect(self._on_toggled)
            box.setAccessibleDescription(_year_and_method(atlas))
            method = plain.label(plain.short(_year_and_method(atlas), _LONGEST_METHOD), "small")
            plain.tip(method, f"{atlas.info.method} {atlas.info.evidence}".strip())
            grid.addWidget(box, row, 0)
            grid.addWidget(method, row, 1)
            self.boxes[atlas.info.id] = box
        return grid

    def _foot(self, em: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(em)
        foot = plain.label(_ALWAYS, "small", wrap=True)
        foot.setMinimumWidth(round(_TEXT_EM * em * 0.6))
        row.addWidget(foot, 1)
        self.all_button = QPushButton("All maps")
        self.all_button.clicked.connect(lambda: self._count(tuple(self.boxes)))
        row.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignBottom)
        return row

    def _settings(self, em: int) -> QVBoxLayout:
        column, row = QVBoxLayout(), QHBoxLayout()
        column.setContentsMargins(0, em // 2, 0, 0)
        column.setSpacing(em // 2)
        row.setSpacing(em)
        column.addWidget(plain.label(_SEEN, "heading"))
        self.seen: dict[str, QRadioButton] = {}
        for setting in type(self._counted.setting):
            button = QRadioButton(as_heading(setting.words))
            button.setChecked(setting is self._counted.setting)
            button.clicked.connect(partial(self._counted.see_in, setting))
            row.addWidget(button)
            self.seen[setting.value] = button
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(plain.label(_BELIEF, "small", wrap=True))
        return column

    def _on_toggled(self, _on: bool) -> None:
        self._count(tuple(name for name, box in self.boxes.items() if box.isChecked()))

    def _count(self, ids: tuple[str, ...]) -> None:
        self._counted.count(ids)
        self._follow()
        self.adjustSize()

    def _follow(self) -> None:
        """Show what counts; the last map that counts cannot be taken away."""
        counted = {atlas.info.id for atlas in self._counted.counted}
        for name, box in self.boxes.items():
            box.blockSignals(True)
            box.setChecked(name in counted)
            box.blockSignals(False)
            is_last = counted == {name}
            box.setEnabled(not is_last)
            plain.tip(box, _LAST if is_last else "")
        missing = ", ".join(map(str, self._counted.unseen))
        self.unseen.setText(f"On none of these maps, and so not ranked: {missing}" if missing else "")
        self.unseen.setVisible(bool(missing))
        self.all_button.setEnabled(len(counted) < len(self.boxes))


def _year_and_method(atlas: "CompiledAtlas") -> str:
    return f"{atlas.info.year} · {atlas.info.method}"
