"""What is explored, in the hall: the same maps lit or compared, and beside them the name of what one looks at."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rootmap.explore.cards import card
from rootmap.ui import plain
from rootmap.ui.bodymap.widget import BodyMap
from rootmap.ui.explore.compare_box import CompareBox
from rootmap.ui.explore.panes import PaneGrid
from rootmap.ui.theme import Theme

if TYPE_CHECKING:
    from rootmap.ui.explore.mode import ExploreMode


class ExploredPage(QWidget):
    """Follows the board, the camera and the pointer of the mode for as long as that is on; nothing here is clicked."""

    def __init__(self, mode: "ExploreMode", like: BodyMap, theme: Theme) -> None:
        super().__init__()
        self._mode = mode
        library = mode.board.library
        maps = [(atlas.info.id, atlas.info.title) for atlas in library.atlases]
        self.grid = PaneGrid(like, maps, self, only_shows=True)
        self.grid.dress(theme)
        self.title, self._what = plain.label("", "huge", wrap=True), plain.label("", "quiet", wrap=True)
        self.box = CompareBox(library, with_links=False)
        self.box.dress(theme)
        self._side = QWidget()
        self._side.setObjectName("side")
        self._side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(self._side)
        for part in (self.title, self._what, self.box):
            self._column.addWidget(part)
        self._column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.grid, 1)
        row.addWidget(self._side)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        mode.panel.shown.connect(self.show_board)
        mode.grid.looked.connect(self.grid.look)
        mode.grid.pointed.connect(self.grid.point_at)
        self.show_board()
        self.grid.look(mode.grid.camera)

    def fit(self, em: float, width: int) -> None:
        """Take a type size and the width of what stands beside the maps."""
        self._side.setFixedWidth(width)
        self._column.setContentsMargins(round(em), round(em), round(em), round(em))
        self._column.setSpacing(round(em * 0.5))

    def show_board(self) -> None:
        """Show what the teacher looks at now."""
        if not self._mode.is_on:
            return
        board, found = self._mode.board, self._mode.compared
        self._mode.lay_out(self.grid)
        current = board.current
        names = [] if found is not None else [board.library.title(ref) for ref in board.chosen]
        self.title.setText(" · ".join(names))
        self._what.setText(card(board.library, current).subtitle if current is not None and len(names) == 1 else "")
        for label in (self.title, self._what):
            label.setVisible(bool(label.text()))
        self.box.setVisible(found is not None)
        if found is not None:
            self.box.show_comparison(found)
        self._side.setVisible(current is not None)
