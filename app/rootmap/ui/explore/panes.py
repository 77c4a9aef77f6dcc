"""One to four bodies side by side with one camera: what one does in one of them, all do."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from rootmap.ui.bodymap.scene import Camera, Scene
from rootmap.ui.bodymap.widget import BodyMap
from rootmap.ui.explore.arrangement import Arrangement, best_arrangement, carried, moved, scenes
from rootmap.ui.explore.pane import Pane
from rootmap.ui.theme import Theme

_MARGIN_PX = 14.0  # logical, what a body leaves free round itself
_SPACING_PX = 2


class PaneGrid(QWidget):
    """Lays panes out so that the bodies are as large as can be, and links their cameras and pointers.

    The bodies have their pictures in common with the one they are made like, so that four cost little more than one.
    All panes have one scene, which may not be that of the window's body; cameras and points that come in or go out are
    said as on the latter, so that two grids of different shape understand each other.
    """

    hovered = Signal(object, str, float, float)  # as a body map tells it
    picked = Signal(int, str, float, float)  # pane, view name, x and y in view mm
    entered = Signal(int)
    map_chosen = Signal(int, str)
    stepped = Signal(int, int)
    looked = Signal(object)  # Camera, as on the window's body
    pointed = Signal(object)  # where the hand is, scene mm as on the window's body, or None

    def __init__(
        self, like: BodyMap, maps: list[tuple[str, str]], parent: QWidget, *, only_shows: bool = False
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panes")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._like, self._maps, self._theme, self._only_shows = like, maps, like.theme, only_shows
        self._linking = False
        self._scenes = scenes(like.scene)
        self._scene = like.scene
        self._placed: tuple[int, Arrangement] | None = None
        self.panes: list[Pane] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_SPACING_PX)

    def dress(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        for pane in self.panes:
            pane.dress(theme)

    def set_count(self, count: int) -> None:
        """Have that many panes; new ones look where the others look, and show once `arrange` has placed them."""
        while len(self.panes) > count:
            pane = self.panes.pop()
            self._grid.removeWidget(pane)
            pane.hide()
            pane.deleteLater()
        while len(self.panes) < count:
            self.panes.append(self._make(len(self.panes)))

    @property
    def camera(self) -> Camera:
        """Where all panes look, as on the window's body."""
        return carried(self.panes[0].body.camera, self._scene, self._like.scene)

    def look(self, camera: Camera) -> None:
        """Look through a camera, said as on the window's body, in every pane."""
        for pane in self.panes:
            pane.body.camera = carried(camera, self._like.scene, self._scene)

    def point_at(self, point: tuple[float, float] | None) -> None:
        """Show in every pane where the hand is elsewhere, said as on the window's body."""
        here = moved(point, self._like.scene, self._scene) if point is not None else None
        for pane in self.panes:
            pane.body.point_at(here)

    def mark_active(self, active: int) -> None:
        """Show which pane is in use; a single one needs no mark."""
        for place, pane in enumerate(self.panes):
            pane.mark_active(place == active and len(self.panes) > 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the panes for the new shape."""
        super().resizeEvent(event)
        self.arrange()

    def _make(self, place: int) -> Pane:
        pane = Pane(self._like, self._maps)
        pane.dress(self._theme)
        room = pane.sizePolicy()
        room.setRetainSizeWhenHidden(True)  # its cell is made before it is shown
        pane.setSizePolicy(room)
        if self._only_shows:
            pane.only_show()
        body = pane.body
        body.rearrange(self._scene)
        if self.panes:
            body.camera = self.panes[0].body.camera
        body.view_changed.connect(partial(self._link, place))
        body.pointer_moved.connect(partial(self._point, place))
        body.hovered.connect(self.hovered)
        body.picked.connect(partial(self.picked.emit, place))
        body.entered.connect(partial(self.entered.emit, place))
        pane.map_chosen.connect(partial(self.map_chosen.emit, place))
        pane.stepped.connect(partial(self.stepped.emit, place))
        return pane

    def _link(self, place: int) -> None:
        """Let the others look where this pane looks."""
        if self._linking or place >= len(self.panes):
            return
        self._linking = True
        camera = self.panes[place].body.camera
        for pane in self.panes:
            if pane.body.camera != camera:
                pane.body.camera = camera
        self._linking = False
        self.looked.emit(self.camera)

    def _point(self, place: int, point: tuple[float, float] | None) -> None:
        for other, pane in enumerate(self.panes):
            if other != place:
                pane.body.point_at(point)
        self.pointed.emit(moved(point, self._scene, self._like.scene) if point is not None else None)

    def arrange(self) -> None:
        """Place the panes, and the views in them, so that the bodies are largest; the last takes the room left over."""
        count = len(self.panes)
        if not count:
            return
        room = float(self.width() + _SPACING_PX), float(self.height() + _SPACING_PX)
        arrangement = best_arrangement(count, room, self.panes[0].head_height + _SPACING_PX, _MARGIN_PX, self._scenes)
        if (count, arrangement) == self._placed:
            return
        self._placed = count, arrangement
        self._place(arrangement.columns)
        self._lay(arrangement.scene)
        for pane in self.panes:
            pane.show()

    def _lay(self, scene: Scene) -> None:
        """Lay the views of every pane out anew; each goes on looking at the same skin."""
        self._scene = scene
        self._linking = True
        for pane in self.panes:
            pane.body.rearrange(scene)
        self._linking = False

    def _place(self, columns: int) -> None:
        """Give every pane its cell at once, those not yet shown too, so that each body is painted once."""
        count = len(self.panes)
        for pane in self.panes:
            self._grid.removeWidget(pane)
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        for place, pane in enumerate(self.panes):
            left_over = columns - place % columns if place == count - 1 else 1
            self._grid.addWidget(pane, place // columns, place % columns, 1, left_over)
            self._grid.setRowStretch(place // columns, 1)
            self._grid.setColumnStretch(place % columns, 1)
        self._grid.activate()
