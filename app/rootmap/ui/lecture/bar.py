"""What the teacher holds: which display the hall sees, and what is revealed there."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton

from rootmap.ui import plain

REVEALS = (
    ("reveal.ranking", "Ranking"),
    ("reveal.territory", "Territory"),
    ("reveal.signs", "Expected signs"),
)


class LectureBar(QFrame):
    """A row of switches in the main window, there while the lecture window is open."""

    screen_chosen = Signal(int)  # its place among the displays

    def __init__(self, actions: Mapping[str, QAction], screens: Sequence[str]) -> None:
        super().__init__()
        self.setProperty("rank", "bar")
        em = self.font().pixelSize()
        row = QHBoxLayout(self)
        row.setContentsMargins(em, em // 3, em, em // 3)
        row.setSpacing(em // 2)
        row.addWidget(plain.label("The hall sees", "heading"))
        for name, text in REVEALS:
            row.addWidget(_switch(actions[name], text))
        hide = QPushButton("Hide all")
        hide.clicked.connect(actions["reveal.none"].trigger)
        row.addWidget(hide)
        row.addStretch(1)
        self._screens = QComboBox()
        self._screens.setAccessibleName("Display of the lecture window")
        self._screens.addItem("Full screen on…")
        self._screens.addItems(list(screens))
        self._screens.activated.connect(self._choose)
        row.addWidget(self._screens)
        close = QPushButton("End lecture")
        close.clicked.connect(actions["mode.lecture"].trigger)
        row.addWidget(close)

    def _choose(self, place: int) -> None:
        if place > 0:
            self.screen_chosen.emit(place - 1)


def _switch(action: QAction, text: str) -> QPushButton:
    button = QPushButton(text)
    button.setCheckable(True)
    button.setToolTip(plain.literal(f"{action.text()}   {action.shortcut().toString()}"))
    button.setAccessibleName(action.text())
    button.clicked.connect(lambda _on=False: action.trigger())
    button.setChecked(action.isChecked())
    action.changed.connect(lambda: button.setChecked(action.isChecked()))
    return button
