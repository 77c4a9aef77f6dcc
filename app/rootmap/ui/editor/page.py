"""The form in place of the body, and above it what is written and what one can do with it."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from rootmap.cases.authoring.sheet import BANK, CASE, Sheet
from rootmap.ui import plain
from rootmap.ui.editor.form import Form

if TYPE_CHECKING:
    from rootmap.ui.editor.mode import EditorMode


class EditorPage(QWidget):
    """The buttons above the form, and the form."""

    def __init__(self, mode: "EditorMode") -> None:
        super().__init__()
        em = self.font().pixelSize()
        self.form: Form
        self._name = plain.label("", "title")
        self.save = QPushButton("Save")
        self.save.setProperty("rank", "main")
        self.save.clicked.connect(mode.save)
        row = QHBoxLayout()
        row.setContentsMargins(em, em // 2, em, 0)
        row.addWidget(self._name)
        row.addStretch(1)
        for text, do in (
            ("New case", lambda: mode.begin(CASE)),
            ("New question bank", lambda: mode.begin(BANK)),
            ("Edit…", mode.ask_open),
            ("Make a pack…", mode.make_pack),
        ):
            button = QPushButton(text)
            button.setProperty("rank", "flat")
            button.clicked.connect(lambda _=False, do=do: do())
            row.addWidget(button)
        row.addWidget(self.save)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(row)

    def show_form(self, form: Form) -> None:
        """Put a form in the place of the one before."""
        before = getattr(self, "form", None)
        if before is not None:
            self._column.removeWidget(before)
            before.hide()
            before.deleteLater()
        self.form = form
        self._column.addWidget(form, 1)

    def tell(self, sheet: Sheet) -> None:
        """Say what is written and whether it is saved."""
        kind = "question bank" if sheet.kind == BANK else "case"
        name = plain.short(sheet.name, 36) or f"A new {kind}"
        self._name.setText(f"{name} – draft" if sheet.is_changed else name)
        self.save.setEnabled(sheet.is_changed)
