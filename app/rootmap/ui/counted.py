"""What the ranking goes by: which maps of roots count, and where the patient is seen; kept in the settings."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from rootmap.ui.background import LatestOnly
from rootmap.ui.session import Knowledge, Session
from rootmap.ui.settings import Settings

if TYPE_CHECKING:
    from rootmap.anatomy.vocabulary import Root
    from rootmap.atlas.model import CompiledAtlas
    from rootmap.localise.ranker import Ranker
    from rootmap.localise.settings import Setting

LEFT_OUT = "maps_left_out"  # what is left out is kept, so that a map that is new counts
SEEN_IN = "seen_in"

Ids = tuple[str, ...]


@dataclass(frozen=True)
class _Wish:
    """The maps to rank by, of all that are known."""

    knowledge: Knowledge
    left_out: Ids


class CountedMaps(QObject):
    """Gives the session the reasoning by the chosen maps, for patients seen in the chosen setting.

    What takes time to prepare is prepared in a thread.

    Maps of nerves and of referred pain always count: nothing else tells where a nerve or a joint is felt. Quiz and
    cases go by all maps, so that an answer is right for everybody.
    """

    changed = Signal()  # other maps count, or are known, or the patient is seen elsewhere
    _made = Signal(object, object)  # _Wish, Ranker: from the thread

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__(session)
        self._session, self._settings = session, settings
        self._maker: LatestOnly[_Wish] = LatestOnly("ranking by chosen maps", self._make)
        self._made.connect(self._take)
        session.choose_ranker = self._ranker_of
        session.knowledge_changed.connect(self.changed)

    @property
    def known(self) -> "tuple[CompiledAtlas, ...]":
        """The maps of roots that are loaded."""
        return self._session.knowledge.root_maps

    @property
    def counted(self) -> "tuple[CompiledAtlas, ...]":
        """Those of them that count; never none."""
        left_out = self._left_out(self._session.knowledge)
        return tuple(atlas for atlas in self.known if atlas.info.id not in left_out)

    @property
    def unseen(self) -> "tuple[Root, ...]":
        """The roots that some map shows but none of those that count: they cannot be ranked."""
        shown = {root for atlas in self.counted for territory in atlas.info.territories for root in territory.roots}
        known = {root for atlas in self.known for territory in atlas.info.territories for root in territory.roots}
        return tuple(sorted(known - shown))

    def count(self, ids: Sequence[str]) -> None:
        """Let only these maps count and rank again. What would leave no map changes nothing."""
        known = [atlas.info.id for atlas in self.known]
        if not set(ids).intersection(known):
            return
        elsewhere = [name for name in self._settings.get(LEFT_OUT) if name not in known]  # another body's, or gone
        self._settings.set(LEFT_OUT, elsewhere + [name for name in known if name not in ids])
        self._session.rank_by(self._ranker_of(self._session.knowledge))
        self.changed.emit()

    @property
    def setting(self) -> "Setting":
        """Where the patient is seen."""
        from rootmap.localise.settings import Setting

        return Setting(self._settings.get(SEEN_IN))

    def see_in(self, setting: "Setting") -> None:
        """Start from how often each candidate is met in a setting, and rank again."""
        self._settings.set(SEEN_IN, setting.value)
        self._session.rank_by(self._ranker_of(self._session.knowledge))
        self.changed.emit()

    def flush(self) -> None:
        """Wait until the reasoning by the chosen maps is prepared."""
        self._maker.flush()

    def close(self) -> None:
        """End the thread."""
        self._maker.close()

    def _left_out(self, knowledge: Knowledge) -> Ids:
        """Return the ids of the maps that do not count; none where that would be all of them."""
        wished = self._settings.get(LEFT_OUT)
        left_out = tuple(atlas.info.id for atlas in knowledge.root_maps if atlas.info.id in wished)
        return left_out if len(left_out) < len(knowledge.root_maps) else ()

    def _ranker_of(self, knowledge: Knowledge) -> "Ranker | None":
        """Return the reasoning by the maps that count; None while it is prepared, and then the session is given it."""
        left_out = self._left_out(knowledge)
        if not left_out:
            return knowledge.ranker and knowledge.ranker.in_setting(self.setting)
        self._maker.put(_Wish(knowledge, left_out))
        return None

    def _make(self, wish: _Wish) -> None:
        from rootmap.localise.ranker import Ranker

        maps = wish.knowledge.maps
        assert maps is not None  # else no map of roots is left out
        chosen = [atlas for atlas in maps.atlases if atlas.info.id not in wish.left_out]
        ranker = Ranker(chosen, wish.knowledge.anatomy)
        ranker.prepare()
        self._made.emit(wish, ranker)

    def _take(self, wish: _Wish, ranker: "Ranker") -> None:
        knowledge = self._session.knowledge
        if wish.knowledge is knowledge and wish.left_out == self._left_out(knowledge):  # else there is a newer wish
            self._session.rank_by(ranker.in_setting(self.setting))
