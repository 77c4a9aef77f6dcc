"""The plots of a course in the window; matplotlib is imported when the first one is shown."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rootmap.files import write_atomic
from rootmap.ui import plain
from rootmap.ui.style import Chrome

if TYPE_CHECKING:
    from rootmap.anatomy.model import Anatomy
    from rootmap.localise.course import Course

_EMPTY = (
    "Save a drawing with its findings as a visit, and again at the next visit: then the plots show how far out the "
    "pain reaches, how much skin it takes, power, reflexes, and what the patient can do."
)
_REDRAW_MS = 120  # after the last change of size
_FINENESS = 200  # dots per inch of a picture on disk


class PlotView(QWidget):
    """Shows a course, drawn anew when the window changes its size or colours."""

    def __init__(self, chrome: Chrome, anatomy: "Anatomy") -> None:
        super().__init__()
        self._chrome, self._anatomy = chrome, anatomy
        self._seen: Course | None = None
        self.canvas: Any = None  # matplotlib's, once there is something to show
        self._welcome = plain.label(_EMPTY, "quiet", wrap=True)
        self._welcome.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._welcome.setContentsMargins(*([2 * self.font().pixelSize()] * 4))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._welcome, 1)
        self._redraw = QTimer(self, singleShot=True, interval=_REDRAW_MS)
        self._redraw.timeout.connect(self._draw)

    def dress(self, chrome: Chrome) -> None:
        """Take the colours of a theme."""
        self._chrome = chrome
        self._draw()

    def show_course(self, seen: "Course") -> None:
        """Show the plots of a course, or what they are for while there is no visit."""
        if seen == self._seen:
            return
        self._seen = seen
        self._welcome.setVisible(not seen.visits)
        if seen.visits and self.canvas is None:
            self._make_canvas()
        if self.canvas is not None:
            self.canvas.setVisible(bool(seen.visits))
        self._draw()

    def save(self, path: Path) -> None:
        """Write the plots as a PNG. Raises InputError."""
        from io import BytesIO

        buffer = BytesIO()
        self.canvas.figure.savefig(buffer, format="png", dpi=_FINENESS, facecolor=self.canvas.figure.get_facecolor())
        self.canvas.draw_idle()
        write_atomic(path, buffer.getvalue())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the plots out anew a moment later."""
        super().resizeEvent(event)
        self._redraw.start()

    def _make_canvas(self) -> None:
        from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
        from matplotlib.figure import Figure

        from rootmap.ui.visits.plots import DPI

        self.canvas = FigureCanvasQTAgg(Figure(dpi=DPI))  # type: ignore[no-untyped-call]
        self.canvas.setMinimumSize(1, 1)
        self._column.addWidget(self.canvas, 1)

    def _draw(self) -> None:
        if self.canvas is None or self._seen is None or not self._seen.visits:
            return
        from rootmap.ui.visits.plots import PlotLook, describe, draw_course

        figure = self.canvas.figure
        figure.clear()
        draw_course(figure, self._seen, PlotLook(self._chrome, self.font().pixelSize()), self._anatomy)
        self.canvas.setAccessibleName("Plots of the course")
        self.canvas.setAccessibleDescription(describe(self._seen))
        self.canvas.draw_idle()
