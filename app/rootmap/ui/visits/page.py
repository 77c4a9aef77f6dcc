"""In place of the body: whose visits these are, the timeline, and the plots."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from rootmap.anatomy.model import Anatomy
from rootmap.localise.visits_file import MAX_PATIENT
from rootmap.ui import plain
from rootmap.ui.style import Chrome
from rootmap.ui.visits.book import VisitBook
from rootmap.ui.visits.plot_view import PlotView
from rootmap.ui.visits.timeline import Timeline

BUTTONS = (
    ("new", "New", "Begin with another patient"),
    ("open", "Open…", "Open a file of visits"),
    ("save_as", "Save as…", "Keep these visits in a file of their own"),
    ("undo", "Undo", "Take the last change back"),
    ("export", "Export plots…", "Save the plots as a picture"),
)
_KEPT = "Kept on this computer; save it as a file to keep it with the patient"


class VisitsPage(QWidget):
    """The header, the row of visits and the plots below."""

    wanted = Signal(str)  # one of BUTTONS
    renamed = Signal(str)

    def __init__(self, chrome: Chrome, anatomy: Anatomy) -> None:
        super().__init__()
        self.setObjectName("body")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.patient = QLineEdit()
        self.patient.setPlaceholderText("Who is it? A label, no name")
        self.patient.setAccessibleName("Label of the patient")
        self.patient.setMaxLength(MAX_PATIENT)
        self.patient.editingFinished.connect(lambda: self.renamed.emit(self.patient.text()))
        self.file = plain.label("", "small")
        self.timeline = Timeline(chrome)
        self.plots = PlotView(chrome, anatomy)
        self.buttons = {name: QPushButton(text) for name, text, _ in BUTTONS}
        for name, _, means in BUTTONS:
            plain.tip(self.buttons[name], means)
            self.buttons[name].clicked.connect(lambda _on=False, name=name: self.wanted.emit(name))
        self._lay_out(self.font().pixelSize())

    def show_book(self, book: VisitBook) -> None:
        """Show whose visits these are and where they are kept."""
        if self.patient.text() != book.record.patient and not self.patient.hasFocus():
            self.patient.setText(book.record.patient)
        self.file.setText(book.path.name if book.path is not None else _KEPT if book.is_loose else "")
        self.file.setVisible(bool(self.file.text()))
        plain.tip(self.file, str(book.path) if book.path is not None else "")
        self.buttons["undo"].setEnabled(book.can_undo)
        for name in ("export", "save_as"):
            self.buttons[name].setEnabled(bool(book.record.visits))

    def _lay_out(self, em: int) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(em, em // 2, em, 0)
        head.setSpacing(em // 3)
        self.patient.setMinimumWidth(8 * em)
        self.patient.setMaximumWidth(22 * em)
        head.addWidget(self.patient, 1)
        head.addStretch(0)
        for button in self.buttons.values():
            head.addWidget(button)
        column.addLayout(head)
        self.file.setContentsMargins(em, em // 4, em, 0)
        column.addWidget(self.file)
        column.addWidget(self.timeline)
        column.addWidget(self.plots, 1)
