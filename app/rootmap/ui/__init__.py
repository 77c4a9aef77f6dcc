"""All that Qt draws: window, body map, panels, quiz, lecture."""

import sys

import PySide6.QtCore  # noqa: F401 - what follows is about it


def _spare_sources() -> None:
    """Keep PySide6 from reading the source of every module imported from here on: a tenth of the start, and 10 MB.

    It looks there for the use of its optional names (snake_case, true_property), which we never switch on. This asks it
    to take every module for one that uses PySide6 plainly; where the function is not there any more, nothing happens.
    """
    feature = sys.modules.get("shibokensupport.feature")
    if feature is not None and hasattr(feature, "_mod_uses_pyside"):
        vars(feature)["_mod_uses_pyside"] = lambda _module: True


_spare_sources()
