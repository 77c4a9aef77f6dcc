"""A page that is one column in the middle, scrolled where the window is low."""

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget


def fill(page: QWidget, column: QVBoxLayout, width_em: int) -> QScrollArea:
    """Lay a column, at most so wide, into the middle of a page; return what scrolls it."""
    em = page.font().pixelSize()
    inner, held = QWidget(), QWidget()
    for each in (inner, held):
        each.setObjectName("page")
    inner.setMaximumWidth(width_em * em)
    inner.setLayout(column)
    row = QHBoxLayout(held)
    row.setContentsMargins(em * 2, em * 3 // 2, em * 2, em)
    row.addStretch(1)
    row.addWidget(inner, 20)
    row.addStretch(1)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setWidget(held)
    outer = QVBoxLayout(page)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(scroll)
    return scroll
