"""Lets the window read its maps once, not at every start in a test; again when one of their files changes."""

import pytest

from read_once import Kept
from rootmap.resources import assets, atlases
from rootmap.skin.figure import Figure
from rootmap.ui.knowledge import KnowledgeLoader
from rootmap.ui.session import Knowledge

_SETS_OF_MAPS = 5  # those published, for each body, and one set that has a user's own


def read_once_in_windows(patch: pytest.MonkeyPatch) -> None:
    """Let the window keep, from one start to the next, all that it knows of maps and tables: nothing changes it."""
    known: Kept[tuple[Figure, Knowledge]] = Kept(_SETS_OF_MAPS)
    truly = KnowledgeLoader._knowledge

    def knowledge(loader: KnowledgeLoader) -> Knowledge:
        body, own = loader._figure, loader._profile.atlases
        mine = [own] if own.is_dir() else []  # a new profile has none: it knows what every other new one does
        folders = [assets("figures", body.name), body.folder, assets("anatomy"), atlases(), *mine]
        return known.get((id(body), *mine), folders, lambda: (body, truly(loader)))[1]

    patch.setattr(KnowledgeLoader, "_knowledge", knowledge)
