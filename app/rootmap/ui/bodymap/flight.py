"""A short flight of the camera from here to there."""

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation

from rootmap.ui.bodymap.scene import Camera

DURATION_MS = 180


class Flight(QVariantAnimation):
    """Calls back with a camera for each frame of the way; lands exactly on the target."""

    def __init__(self, parent: QObject, look: Callable[[Camera], None]) -> None:
        super().__init__(parent)
        self._look = look
        self._start: Camera | None = None
        self.target: Camera | None = None
        self.setDuration(DURATION_MS)
        self.setStartValue(0.0)
        self.setEndValue(1.0)
        self.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self.valueChanged.connect(self._step)
        self.finished.connect(self._land)

    def to(self, start: Camera, target: Camera) -> None:
        """Set off."""
        self.stop()
        self._start, self.target = start, target
        self.start()

    def stop(self) -> None:
        """Stay where one is."""
        super().stop()
        self.target = None

    def _step(self, share: float) -> None:
        if self._start is not None and self.target is not None:
            self._look(self._start.towards(self.target, share) if share < 1 else self.target)

    def _land(self) -> None:
        self.target = None
