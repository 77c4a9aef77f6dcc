"""The button beside the ranking's title: how many maps of roots count; pressed, it lists them."""

from PySide6.QtWidgets import QPushButton

from rootmap.ui import plain
from rootmap.ui.counted import CountedMaps


class MapsButton(QPushButton):
    """Follows the choice of maps."""

    def __init__(self, counted: CountedMaps) -> None:
        super().__init__()
        self._counted = counted
        self.setProperty("rank", "flat")
        self.clicked.connect(self.open)
        counted.changed.connect(self._follow)
        self._follow()

    def open(self) -> None:
        """List the maps, each with a tick."""
        if self._counted.known:
            from rootmap.ui.panels.maps_popup import MapsPopup

            MapsPopup(self._counted, self).open_below(self)

    def _follow(self) -> None:
        known, counted = len(self._counted.known), self._counted.counted
        of_all = f"all {known}" if len(counted) == known else f"{len(counted)} of {known}"
        self.setText(f"Maps that count: {of_all} ▾")
        self.setVisible(known > 1)
        plain.tip(self, "\n".join(("The ranking goes by:", *(atlas.info.title for atlas in counted))))
