"""Text from files and tables is shown as plain text only: nothing in it is ever read as markup."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


def label(text: str = "", rank: str = "", *, wrap: bool = False) -> QLabel:
    """Return a label that shows `text` literally; `rank` picks its place in the typographic order."""
    result = QLabel()
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setText(text)
    result.setWordWrap(wrap)
    if rank:
        result.setProperty("rank", rank)
    return result


def tip(widget: QWidget, text: str) -> None:
    """Give a widget a tool tip that shows `text` literally, wrapped; a reader hears it as the description."""
    widget.setToolTip(literal(text))
    widget.setAccessibleDescription(text)


def literal(text: str) -> str:
    """Return rich text that shows `text` as it is, for the places where Qt would otherwise guess."""
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\n", "<br>")):
        text = text.replace(sign, entity)
    return f"<p>{text}</p>" if text else ""


def short(text: str, most: int) -> str:
    """Return a text as one line of at most so many letters."""
    whole = " ".join(text.split())
    return whole if len(whole) <= most else whole[: most - 1] + "…"
