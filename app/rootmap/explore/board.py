"""What is laid out to look at: the things chosen, the maps side by side, and whether two things are compared."""

from collections.abc import Sequence

from rootmap.anatomy.vocabulary import Root
from rootmap.atlas.model import CompiledAtlas, Kind, TerritoryId
from rootmap.explore.compare import Claim, Pair, claim, known_pairs
from rootmap.explore.library import CORE, Library, Ref, Sort

MOST_PANES = 4
MOST_CHOSEN = 6


class Board:
    """Holds the choice; knows which maps have it. Nothing here is drawn."""

    def __init__(self, library: Library, first_map: str = "") -> None:
        self.library = library
        known = [atlas.info.id for atlas in library.atlases]
        self.maps: list[str] = [first_map if first_map in known else known[0]] if known else []
        self._usual = first_map
        self.active = 0
        self.chosen: tuple[Ref, ...] = ()
        self.comparing = False
        self._paged: tuple[str, ...] = ()
        self._page = 0

    # --- what is chosen ----------------------------------------------------------------------------------------------

    @property
    def current(self) -> Ref | None:
        """The thing chosen last: its card is in view."""
        return self.chosen[-1] if self.chosen else None

    def choose(self, ref: Ref, *, beside: bool = False) -> None:
        """Choose a thing alone, or beside those chosen; bring a map that has it into view.

        It goes into the pane in use, or beside it when that shows something else chosen and there is room.
        """
        if ref.sort is Sort.MAP:
            self.show(ref.id)
        kept = tuple(other for other in self.chosen if other != ref) if beside else ()
        self.chosen = (*kept, ref)[-MOST_CHOSEN:]
        self._paged = ()
        if not beside:
            self.comparing = False
        having = [atlas.info.id for atlas in self.library.maps_of(ref)]
        if having and not any(name in having for name in self.maps):
            if self.lit(self.active) and len(self.maps) < MOST_PANES:
                self.maps.append(having[0])
            else:
                self.show(having[0])

    def drop(self, ref: Ref) -> None:
        """Let go of a thing."""
        self.chosen = tuple(other for other in self.chosen if other != ref)
        self.comparing = self.comparing and bool(self.chosen)

    def bring_forward(self, ref: Ref) -> None:
        """Make a chosen thing the current one."""
        if ref in self.chosen:
            self.chosen = (*(other for other in self.chosen if other != ref), ref)

    # --- the maps side by side ---------------------------------------------------------------------------------------

    def show(self, atlas_id: str, pane: int | None = None) -> None:
        """Put a map into a pane, or into the one in use."""
        self.maps[self.active if pane is None else pane] = atlas_id

    def step(self, by: int, pane: int | None = None) -> None:
        """Put the next map (or the one before) into a pane: of those that have the current thing, else of all."""
        pane = self.active if pane is None else pane
        names = [atlas.info.id for atlas in self._offered()]
        here = names.index(self.maps[pane]) if self.maps[pane] in names else -1 if by > 0 else 0
        self.show(names[(here + by) % len(names)], pane)

    def set_count(self, count: int) -> None:
        """Show that many maps, the further ones those that have the current thing and are not in view yet."""
        count = min(max(count, 1), MOST_PANES)
        names = [atlas.info.id for atlas in (*self._offered(), *self.library.atlases)]
        for name in dict.fromkeys(names):
            if len(self.maps) < count and name not in self.maps:
                self.maps.append(name)
        del self.maps[count:]
        self.active = min(self.active, len(self.maps) - 1)
        self._paged = ()

    def all_maps(self) -> None:
        """Lay the current thing out on every map that has it, four at a time; again for the next four."""
        having = tuple(atlas.info.id for atlas in self._offered())
        if having and having == self._paged:
            self._page = (self._page + 1) % self.pages
        else:
            self._paged, self._page = having, 0
        start = self._page * MOST_PANES
        self.maps = list(having[start : start + MOST_PANES]) or self.maps
        self.active = 0

    @property
    def pages(self) -> int:
        """How many pages of four maps the current thing takes, 0 when it is not laid out on all."""
        return -(-len(self._paged) // MOST_PANES)

    @property
    def page(self) -> int:
        """Which of them is in view, from 0."""
        return self._page

    def _offered(self) -> tuple[CompiledAtlas, ...]:
        """Return the maps to step through: those that have the current thing, those of points last."""
        found = self.library.maps_of(self.current) if self.current is not None else ()
        return (
            found if found and self.current is not None and self.current.sort is not Sort.MAP else self.library.atlases
        )

    def atlas(self, pane: int) -> CompiledAtlas:
        """Return the map in a pane."""
        atlas = self.library.atlas(self.maps[pane])
        assert atlas is not None, "only known maps are put into panes"
        return atlas

    def lit(self, pane: int) -> tuple[TerritoryId, ...]:
        """Return the territories of a pane's map that belong to what is chosen."""
        atlas = self.atlas(pane)
        return tuple(dict.fromkeys(name for ref in self.chosen for name in self.library.where(ref, atlas)))

    def thing_at(self, atlas: CompiledAtlas, territory: TerritoryId) -> Ref | None:
        """Return the thing a territory of a map stands for, if it has a card."""
        plain = territory.removesuffix(CORE)
        ids = {
            Kind.DERMATOME: [Ref(Sort.ROOT, root.value) for t in atlas.info.territories if t.id == territory
                             for root in t.roots[:1]],
            Kind.NERVE: [Ref(Sort.NERVE, plain)],
            Kind.MUSCLE: [Ref(Sort.MUSCLE, plain)],
            Kind.REFERRAL: [Ref(Sort.MIMIC, plain)],
            Kind.POINTS: [Ref(Sort.REFLEX, plain.removeprefix("reflex_")),
                          Ref(Sort.NERVE, plain.removeprefix("entrapment_")), Ref(Sort.ROOT, plain.split("-")[0])],
        }[atlas.info.kind]  # fmt: skip
        return next((ref for ref in ids if ref in self.library.titles), None)

    # --- root against nerve ------------------------------------------------------------------------------------------

    @property
    def sides(self) -> tuple[tuple[Ref, ...], tuple[Ref, ...]] | None:
        """The two groups to hold against each other: the roots chosen and the other thing, or the last two things.

        For one thing alone, what it is taken for most often. None when there is nothing to compare.
        """
        roots = tuple(sorted((ref for ref in self.chosen if ref.sort is Sort.ROOT), key=lambda ref: Root(ref.id)))
        others = tuple(ref for ref in self.chosen if ref.sort is not Sort.ROOT and self.library.maps_of(ref))
        if roots and others:
            return roots, others[-1:]
        if len(others) > 1:
            return others[-2:-1], others[-1:]
        if len(roots) > 1:
            return roots[:1], roots[1:]
        pair = next(iter(self.pairs), None) if self.current is not None else None
        return (pair.roots, (pair.nerve,)) if pair is not None else None

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """The well-known pairs: those with the thing chosen last, then with the others; all when nothing is chosen."""
        pairs = known_pairs(self.library)
        if self.current is None:
            return pairs
        newest_first = self.chosen[::-1]
        found = (pair for ref in newest_first for pair in pairs if ref in (*pair.roots, pair.nerve))
        return tuple(dict.fromkeys(found))

    def take(self, pair: Pair) -> None:
        """Choose a pair and compare it."""
        self.chosen = (*pair.roots, pair.nerve)
        self._paged = ()
        first = self.library.maps_of(pair.roots[0])
        if first and not any(self._draws(pair.roots, self.atlas(pane)) for pane in range(len(self.maps))):
            usual = next((atlas for atlas in first if atlas.info.id == self._usual), first[0])
            self.show(usual.info.id)
        self.comparing = True

    def claims(self, pane: int) -> tuple[Claim, Claim] | None:
        """Return the two claims to compare in a pane: on its own map, where that has them, else on another.

        None in a pane whose map does not have the one group while another's has: that one is compared.
        """
        sides = self.sides
        if sides is None:
            return None
        having = [place for place in range(len(self.maps)) if self._draws(sides[0], self.atlas(place))]
        if having and pane not in having:
            return None
        found = [self._claim(refs, self.atlas(pane)) for refs in sides]
        return (found[0], found[1]) if found[0] is not None and found[1] is not None else None

    def _draws(self, refs: tuple[Ref, ...], atlas: CompiledAtlas) -> bool:
        """Whether a map gives skin, and not just points, to any of some things."""
        return any(self.library.is_skin_of(ref, atlas) and self.library.where(ref, atlas) for ref in refs)

    def _claim(self, refs: Sequence[Ref], here: CompiledAtlas) -> Claim | None:
        in_view = [self.atlas(place) for place in range(len(self.maps))]
        usual = [atlas for atlas in self.library.atlases if atlas.info.id == self._usual]
        others = [atlas for ref in refs for atlas in self.library.maps_of(ref)]
        own = tuple(refs)
        maps = [atlas for atlas in (here, *in_view, *usual, *others) if self._draws(own, atlas)]
        return next((found for atlas in maps if (found := claim(self.library, own, atlas)) is not None), None)
