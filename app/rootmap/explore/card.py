"""What a card is made of: sections of facts, each with where it comes from and what else it leads to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rootmap.anatomy.model import Anatomy, Provenance
from rootmap.atlas.model import AtlasInfo, Territory
from rootmap.explore.library import Ref


@dataclass(frozen=True)
class Cited:
    """Where a fact comes from, in words one can show: `recalled` are those of `sources` named from memory, not read.

    `read` is None where the source's own words say whether it was read. `confidence` may be "" where none is stated.
    """

    sources: tuple[str, ...]
    confidence: str
    read: bool | None = None
    recalled: tuple[str, ...] = ()
    note: str = ""

    @property
    def text(self) -> str:
        """What to show on asking: confidence, each source with whether it was recalled, the note."""
        lines = [f"Confidence: {self.confidence}"] if self.confidence else []
        lines += [source + (" (recalled, not re-read)" if source in self.recalled else "") for source in self.sources]
        return "\n".join([*lines, self.note] if self.note else lines)


@dataclass(frozen=True)
class CardFact:
    """One statement under an optional heading, its source, and the things it leads to."""

    text: str
    cited: Cited
    heading: str = ""
    links: tuple[Ref, ...] = ()


@dataclass(frozen=True)
class Section:
    """Facts of one kind. `open` says whether they are shown before one asks."""

    heading: str
    facts: tuple[CardFact, ...]
    open: bool = True


@dataclass(frozen=True)
class Card:
    """Everything known of one thing."""

    ref: Ref
    title: str
    subtitle: str
    sections: tuple[Section, ...]

    @property
    def facts(self) -> tuple[CardFact, ...]:
        """All facts, in order."""
        return tuple(fact for section in self.sections for fact in section.facts)


def cite(provenance: Provenance, anatomy: Anatomy) -> Cited:
    """Return the citations behind a provenance."""
    named = {key: anatomy.sources[key].citation for key in provenance.sources}
    recalled = tuple(named[key] for key in provenance.recalled)
    return Cited(tuple(named.values()), provenance.confidence.value, provenance.read, recalled, provenance.note)


def cite_territory(territory: Territory, info: AtlasInfo) -> Cited:
    """Return the source a map states for one of its territories."""
    evidence = f"Evidence level {territory.evidence}" if territory.evidence else ""
    return Cited((f"{info.title}: {territory.source}",), territory.confidence, note=evidence)


def cite_map(info: AtlasInfo) -> Cited:
    """Return the publication a map is drawn after, and how far it goes."""
    doi = f", doi {info.doi}" if info.doi else ""
    return Cited((f"{', '.join(info.authors)} {info.year}{doi}",), "", note=info.evidence)


def told(anatomy: Anatomy, provenance: Provenance, rows: Mapping[str, str]) -> tuple[CardFact, ...]:
    """Return a fact for each row (heading to text) that is not blank, all from one provenance."""
    cited = cite(provenance, anatomy)
    return tuple(CardFact(text, cited, heading) for heading, text in rows.items() if text and text != "None")


def sections(*found: Section) -> tuple[Section, ...]:
    """Return the sections that hold something."""
    return tuple(section for section in found if section.facts)


def section(heading: str, facts: Iterable[CardFact], *, is_open: bool = True) -> Section:
    """Return a section."""
    return Section(heading, tuple(facts), is_open)
