"""A picture that travels with a case: decoded only once its size is known to be harmless, no larger than it is seen."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QDialog, QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from rootmap.cases.model import Case
from rootmap.cases.pictures import image_path, picture_bytes, picture_fault
from rootmap.cases.text import flat
from rootmap.errors import InputError
from rootmap.ui import plain

_TALLEST = 1.3  # times the width: a tall picture is made narrower
_SCREEN_SHARE = 0.85  # of the screen, for a picture opened by itself
_ROUND_PX = 5.0


class CasePicture(QAbstractButton):
    """One picture, as wide as it gets; a click or Enter shows it by itself."""

    def __init__(self, image: QImage, path: Path, caption: str) -> None:
        super().__init__()
        self._image, self._path, self._caption = image, path, caption
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"Picture: {caption}")
        plain.tip(self, "Show it large")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(self.enlarge)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width."""
        return max(1, round(width * min(self._image.height() / self._image.width(), _TALLEST)))

    def sizeHint(self) -> QSize:
        """Return a modest size of the picture's shape."""
        width = max(self.width(), 12 * self.font().pixelSize())
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture in the middle, and a frame while it has the keys."""
        shape = QSize(self._image.size()).scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        room = QRectF(0, 0, shape.width(), shape.height())
        room.moveCenter(QRectF(self.rect()).center())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawImage(room, self._image)
            colour = self.palette().highlight().color() if self.hasFocus() else QColor(0, 0, 0, 40)
            painter.setPen(QPen(colour, 2 if self.hasFocus() else 1))
            painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), _ROUND_PX, _ROUND_PX)

    def enlarge(self) -> None:
        """Show the picture as large as the screen allows."""
        room = self.screen().availableGeometry().size() * _SCREEN_SHARE
        image = decoded(self._path, round(room.width() * self.devicePixelRatioF()))
        if image is not None:
            PictureDialog(self.window(), image, self._caption, room).open()


class PictureDialog(QDialog):
    """One picture by itself, with what it shows below it."""

    def __init__(self, parent: QWidget, image: QImage, caption: str, room: QSize) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Picture of the case")
        em, ratio = self.font().pixelSize(), self.devicePixelRatioF()
        most = QSize(room.width(), room.height() - 5 * em) * ratio
        shown = QPixmap.fromImage(image)
        if shown.width() > most.width() or shown.height() > most.height():
            smooth = Qt.TransformationMode.SmoothTransformation
            shown = shown.scaled(most, Qt.AspectRatioMode.KeepAspectRatio, smooth)
        shown.setDevicePixelRatio(ratio)
        label = QLabel()
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setPixmap(shown)
        label.setAccessibleName(caption)
        column = QVBoxLayout(self)
        column.setContentsMargins(em, em, em, em)
        column.setSpacing(em // 2)
        column.addWidget(label, 1)
        column.addWidget(plain.label(caption, "heading", wrap=True))


class CasePictures:
    """Keeps the pictures of the case in view decoded, since its page is made anew at every step."""

    def __init__(self) -> None:
        self._case = ""
        self._images: dict[str, QImage | str] = {}

    def cards(self, case: Case, width: int) -> list[QFrame]:
        """Return a card for each picture of a case, about `width` device pixels wide; a bad one says what is wrong."""
        if case.id != self._case:
            self._case, self._images = case.id, {}
        for image in case.images:
            if image.file not in self._images:
                self._images[image.file] = _decoded_or_why(image_path(case, image.file), width)
        return [_card(case, image.file, flat(image.caption), self._images[image.file]) for image in case.images]


def decoded(path: Path, width: int) -> QImage | None:
    """Return a picture no wider than `width`, None when it is missing or not to be trusted."""
    found = _decoded_or_why(path, width)
    return found if isinstance(found, QImage) else None


def _decoded_or_why(path: Path, width: int) -> QImage | str:
    try:
        data = picture_bytes(path)
    except InputError as error:
        return f"{path.name} {error.problem}"
    said = picture_fault(path.name, data)
    if said is not None:
        return f"{path.name} {said[0]}"
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if size.isValid() and size.width() > width:
        reader.setScaledSize(QSize(width, max(round(size.height() * width / size.width()), 1)))
    image = reader.read()
    return f"{path.name} cannot be shown" if image.isNull() else image


def _card(case: Case, name: str, caption: str, found: QImage | str) -> QFrame:
    frame = QFrame()
    frame.setProperty("rank", "card")
    em = frame.font().pixelSize()
    column = QVBoxLayout(frame)
    column.setContentsMargins(em // 2, em // 2, em // 2, em // 2)
    column.setSpacing(em // 3)
    if isinstance(found, QImage):
        column.addWidget(CasePicture(found, image_path(case, name), caption))
    else:
        column.addWidget(plain.label(f"A picture of this case is not shown: {found}", "caution", wrap=True))
    if caption:
        column.addWidget(plain.label(caption, "quiet", wrap=True))
    return frame
