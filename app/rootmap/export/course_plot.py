"""The plots of a course as a PNG, drawn without a window."""

from io import BytesIO
from typing import TYPE_CHECKING

from rootmap.localise.course import Course
from rootmap.ui.style import LIGHT

if TYPE_CHECKING:
    from rootmap.anatomy.model import Anatomy

SIZE_IN = (14.0, 9.0)  # inches; with FINENESS 2100 by 1350 pixels
EM_PX = 15.0
FINENESS = 150


def course_picture(seen: Course, anatomy: "Anatomy | None" = None, title: str = "") -> bytes:
    """Return a PNG of the plots of a course, at least one visit long, under a title."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    from rootmap.ui.visits.plots import DPI, PlotLook, draw_course

    figure = Figure(figsize=SIZE_IN, dpi=DPI)
    canvas = FigureCanvasAgg(figure)
    look = PlotLook(LIGHT, EM_PX)
    draw_course(figure, seen, look, anatomy)
    if title:
        figure.suptitle(title, color=LIGHT.text, fontsize=look.points(1.3), fontweight="bold", x=0.012, ha="left")
    buffer = BytesIO()
    canvas.figure.savefig(buffer, dpi=FINENESS, format="png", facecolor=figure.get_facecolor())
    return buffer.getvalue()
