"""Lets what was laid out in em follow a new size of type: margins, gaps, fixed sizes and largest sizes."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QBoxLayout, QFormLayout, QGridLayout, QLayout, QScrollArea, QWidget

_UNBOUNDED = 16_777_215  # Qt's QWIDGETSIZE_MAX: no largest size
_EXACT = "measure_in_em"  # property: what was rounded to pixels, so that no number of changes adds up


def follow_type(before: float, after: float) -> None:
    """Scale all that stands in widgets from one size of type to another, both in logical pixels.

    Windows with a type size of their own, such as the hall's, keep theirs. Least sizes stay: some are in pixels.
    """
    for widget in QApplication.allWidgets():
        if not widget.window().testAttribute(Qt.WidgetAttribute.WA_SetFont):
            _Follower(before, after).fit(widget)


class _Follower:
    """Scales one widget with its layouts."""

    def __init__(self, before: float, after: float) -> None:
        self._before, self._after = before, after

    def fit(self, widget: QWidget) -> None:
        """Scale a widget and the layouts in it."""
        margins = widget.contentsMargins()
        around = (margins.left(), margins.top(), margins.right(), margins.bottom())
        self._scale(widget, "margins", around, widget.setContentsMargins)
        if isinstance(widget, QScrollArea):
            inside = widget.viewportMargins()
            around = (inside.left(), inside.top(), inside.right(), inside.bottom())
            self._scale(widget, "inside", around, widget.setViewportMargins)
        for name, least, most, fix, limit in (
            ("width", widget.minimumWidth(), widget.maximumWidth(), widget.setFixedWidth, widget.setMaximumWidth),
            ("height", widget.minimumHeight(), widget.maximumHeight(), widget.setFixedHeight, widget.setMaximumHeight),
        ):
            if most < _UNBOUNDED:
                self._scale(widget, name, (most,), fix if least == most else limit)
        layout = widget.layout()
        if layout is not None:
            self._fit_layout(layout)

    def _fit_layout(self, layout: QLayout) -> None:
        margins = layout.contentsMargins()
        around = (margins.left(), margins.top(), margins.right(), margins.bottom())
        self._scale(layout, "margins", around, layout.setContentsMargins)
        if isinstance(layout, QGridLayout | QFormLayout):
            self._scale(layout, "across", (layout.horizontalSpacing(),), layout.setHorizontalSpacing)
            self._scale(layout, "down", (layout.verticalSpacing(),), layout.setVerticalSpacing)
        elif isinstance(layout, QBoxLayout):
            self._scale(layout, "gap", (layout.spacing(),), layout.setSpacing)
        for place in range(layout.count()):
            item = layout.itemAt(place)
            inner = item.layout() if item is not None else None
            if inner is not None:
                self._fit_layout(inner)

    def _scale(self, holder: QObject, name: str, pixels: Sequence[int], put: Callable[..., object]) -> None:
        """Put scaled pixels back; their exact measure is kept as long as nobody else changes them."""
        if max(pixels) <= 0:
            return
        key = f"{_EXACT}_{name}"
        exact = holder.property(key)
        if exact is None or [round(part * self._before) for part in exact] != list(pixels):
            exact = [part / self._before for part in pixels]
        holder.setProperty(key, exact)
        put(*(round(part * self._after) for part in exact))
