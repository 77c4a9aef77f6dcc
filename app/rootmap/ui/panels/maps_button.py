"""The button beside the ranking's title: what the ranking goes by; pressed, it lets one choose."""

from PySide6.QtWidgets import QPushButton

from rootmap.ui import plain
from rootmap.ui.counted import CountedMaps

_SHORT = {"leg": "Leg clinic", "arm": "Arm clinic", "emergency": "Emergency"}  # settings other than anyone


class MapsButton(QPushButton):
    """Follows the choice of maps and of the setting."""

    def __init__(self, counted: CountedMaps) -> None:
        super().__init__()
        self._counted = counted
        self.setProperty("rank", "flat")
        self.clicked.connect(self.open)
        counted.changed.connect(self._follow)
        self._follow()

    def open(self) -> None:
        """Show what can be chosen."""
        if self._counted.known:
            from rootmap.ui.panels.maps_popup import MapsPopup

            MapsPopup(self._counted, self).open_below(self)

    def _follow(self) -> None:
        known, counted = len(self._counted.known), self._counted.counted
        of_all = f"all {known}" if len(counted) == known else f"{len(counted)} of {known}"
        setting = self._counted.setting
        here = _SHORT.get(setting.value)
        self.setText(f"{here} · {of_all} maps ▾" if here else f"Maps that count: {of_all} ▾")
        self.setVisible(known > 0)
        titles = (atlas.info.title for atlas in counted)
        plain.tip(self, "\n".join(("The ranking goes by:", *titles, f"Patients of: {setting.words}")))
