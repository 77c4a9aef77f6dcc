"""Beside the form: what is still wrong, where the ranking has the answer, and what a student will see."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from rootmap.cases.authoring.checked import Remark
from rootmap.cases.authoring.sheet import BANK
from rootmap.cases.text import flat
from rootmap.ui import plain
from rootmap.ui.editor.checking import Found
from rootmap.ui.style import Chrome

_LIST_EM, _MOST_ROWS = 13.0, 60
PICTURE_EM = 20.0  # height of a body
_WHERE = Qt.ItemDataRole.UserRole


class EditorPanel(QWidget):
    """Shows what came of the last check; `chosen` names the place of a problem that was clicked."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        em = self.font().pixelSize()
        self.state = plain.label("", "heading", wrap=True)
        self.ranking = plain.label("", "quiet", wrap=True)
        self.lost = plain.label("", "caution", wrap=True)
        self.problems = QListWidget()
        self.problems.setAccessibleName("What is wrong")
        self.problems.setWordWrap(True)
        self.problems.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.problems.itemClicked.connect(self._choose)
        self.problems.itemActivated.connect(self._choose)
        self._preview = QVBoxLayout()
        self._preview.setSpacing(em // 2)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(em, 0, em, em)
        column.addLayout(self._preview)
        column.addStretch(1)
        scroll.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, em, 0, 0)
        column.setSpacing(em // 3)
        for part in (self.state, self.ranking, self.lost):
            part.setContentsMargins(em, 0, em, 0)
            column.addWidget(part)
        column.addWidget(self.problems)
        heading = plain.label("What a student sees", "section")
        heading.setContentsMargins(em, em // 2, em, 0)
        column.addWidget(heading)
        column.addWidget(scroll, 1)
        self.lost.hide()

    def dress(self, _chrome: Chrome) -> None:
        """Colours come with the style sheet and the next check."""

    @property
    def lines(self) -> list[str]:
        """The problems as they are listed."""
        return [self.problems.item(row).text() for row in range(self.problems.count())]

    def show_found(self, found: Found, name: Callable[[str], str]) -> None:
        """Show what came of a check; `name` says what the field of a place is called."""
        faults, hints = found.checked.faults, found.checked.hints
        count = len(faults)
        good = "Sound" if not hints else f"Sound; {len(hints)} to look at"
        self.state.setText(f"{count} thing{'s' * (count != 1)} to mend or fill in" if count else good)
        self.ranking.setText(found.ranking)
        self.ranking.setVisible(bool(found.ranking))
        self.lost.setText(_lost(found.lost))
        self.lost.setVisible(bool(found.lost))
        self._list([*faults, *hints], name)
        self._show_story(found)

    def _list(self, remarks: list[Remark], name: Callable[[str], str]) -> None:
        self.problems.clear()
        for remark in remarks[:_MOST_ROWS]:
            item = QListWidgetItem(f"{name(remark.place)}: {remark.line}")
            item.setData(_WHERE, remark.place)
            self.problems.addItem(item)
        em = self.font().pixelSize()
        rows = sum(3.2 if len(line) > 45 else 1.9 for line in self.lines)
        self.problems.setFixedHeight(round(min(rows + 0.6, _LIST_EM) * em))
        self.problems.setVisible(bool(remarks))

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(str(item.data(_WHERE)))

    def _show_story(self, found: Found) -> None:
        while (item := self._preview.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for part in _story(found.request.sheet.form, found):
            self._preview.addWidget(part)


def _lost(comments: tuple[str, ...]) -> str:
    if not comments:
        return ""
    shown = "; ".join(plain.short(each, 40) for each in comments[:3])
    return f"Saving loses {len(comments)} comment{'s' * (len(comments) != 1)} inside what you changed: {shown}"


def _story(form: dict[str, Any], found: Found) -> list[QWidget]:
    if form.get("format") == BANK:
        return _questions(form)
    history = form.get("history") if isinstance(form.get("history"), dict) else {}
    assert isinstance(history, dict)
    patient = form.get("patient") if isinstance(form.get("patient"), dict) else {}
    assert isinstance(patient, dict)
    who = [f"{patient['age']} years" if patient.get("age") else "", str(patient.get("sex") or "").replace("_", " ")]
    who.append(str(patient.get("occupation") or ""))
    parts: list[QWidget] = [plain.label(str(form.get("title") or "No title yet"), "title", wrap=True)]
    parts.append(plain.label(", ".join(word for word in who if word), "quiet", wrap=True))
    parts.append(plain.label(flat(str(history.get("complaint") or "")), wrap=True))
    if found.drawn:
        parts.append(_row(found.drawn))
    for reply in history.get("replies") or ():
        if isinstance(reply, dict):
            parts.append(plain.label(f"— {reply.get('ask') or '…'}", "strong", wrap=True))
            parts.append(plain.label(flat(str(reply.get("says") or "…")), wrap=True))
    for image in form.get("images") or ():
        if isinstance(image, dict):
            if image.get("file") in found.shown:
                parts.append(_row((found.shown[image["file"]],)))
            parts.append(plain.label(flat(str(image.get("caption") or "")), "quiet", wrap=True))
    return parts


def _questions(form: dict[str, Any]) -> list[QWidget]:
    parts: list[QWidget] = [plain.label(str(form.get("title") or "No title yet"), "title", wrap=True)]
    for question in form.get("questions") or ():
        if isinstance(question, dict):
            parts.append(plain.label(flat(str(question.get("text") or "…")), "strong", wrap=True))
            options = question.get("options")
            for key, text in options.items() if isinstance(options, dict) else ():
                parts.append(plain.label(f"{key}   {text}", wrap=True))
    return parts


def _row(images: tuple[QImage, ...]) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    for image in images:
        label = QLabel()
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(row.devicePixelRatioF())
        label.setPixmap(pixmap)
        line.addWidget(label)
    line.addStretch(1)
    return row
