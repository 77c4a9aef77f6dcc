"""Which body is painted on: the user's choice, or the one a drawing was made on; reads the maps of each."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from rootmap.errors import InputError
from rootmap.skin.figure import load_figure
from rootmap.ui.session import Knowledge

if TYPE_CHECKING:
    from rootmap.ui.knowledge import KnowledgeLoader
    from rootmap.ui.window import Window

SETTLED_MS = 200  # after a view has come on screen


class Bodies(QObject):
    """Changes the body in a running window. What is known of the old body's maps is forgotten with it."""

    def __init__(self, window: "Window", learn: Callable[[Knowledge], None]) -> None:
        super().__init__(window)
        self._window, self._learn = window, learn
        self._loader: KnowledgeLoader | None = None
        self._warm = set(window.body.scene.first_views)  # the window warms these itself
        window.body.view_changed.connect(self._warm_up)
        window.files.other_body = self.show

    @property
    def name(self) -> str:
        """The body shown."""
        return self._window.session.figure.name

    def choose(self, name: str) -> None:
        """Show another body as the user asks; the drawing comes along."""
        window = self._window
        if name == self.name:
            return
        if window.files.move(lambda: self.show(name)):
            window.settings.set("figure", name)
            if window.files.came_along_moved:
                window.message.say(
                    f"What you painted came along to the {name} body, moved by the skin it lies on to about 2 mm. "
                    "Change back before you paint on, and it is as it was"
                )

    def show(self, name: str) -> bool:
        """Show another body, blank; say in one line why it cannot be shown. Return whether it is shown."""
        window = self._window
        try:
            figure = load_figure(name)
        except InputError as error:
            window.message.say(str(error))
            return False
        self._warm = set(window.body.scene.first_views)
        window.body.set_figure(figure)
        window.session.use(figure)
        if self._loader is not None:
            self.read_maps()
        window.actions_by_id.refresh()
        return True

    def read_maps(self) -> None:
        """Read the maps of the body shown, beside the window."""
        from rootmap.ui.knowledge import KnowledgeLoader

        self.close()
        self._loader = KnowledgeLoader(self._window.session.figure, self._window.profile)
        self._loader.read.connect(self._take)
        self._loader.start()

    def close(self) -> None:
        """Wait until nothing is read any more."""
        if self._loader is not None:
            self._loader.close()

    def _warm_up(self) -> None:
        """Load, once a view has come on screen, what ranking on it needs, so that its first dab is no slower."""
        stage, session = self._window.body.stage, self._window.session
        for place, _ in stage.visible(stage.rect) if session.knowledge.atlases else ():
            if place.view.name not in self._warm:
                self._warm.add(place.view.name)
                QTimer.singleShot(SETTLED_MS, self, partial(session.warm_up, place.view.name))

    def _take(self, knowledge: Knowledge) -> None:
        if all(atlas.figure == self.name for atlas in knowledge.atlases):  # else another body came between
            self._learn(knowledge)
