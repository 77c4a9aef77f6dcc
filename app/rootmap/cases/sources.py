"""The sources that a case or a question names: ids of the table, or whole citations."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rootmap.anatomy.model import Anatomy, Confidence, Provenance
from rootmap.source_file.faults import Fault, nearest

if TYPE_CHECKING:
    from rootmap.cases.fields import SourcesEntry


def provenance_of(sources: "SourcesEntry") -> Provenance:
    """Return where the facts of a file come from."""
    every = tuple(dict.fromkeys((*sources.read, *sources.recalled)))
    recalled = tuple(sources.recalled)
    return Provenance(every, not recalled, Confidence(sources.confidence), recalled, sources.note)


def source_faults(sources: "SourcesEntry", anatomy: Anatomy) -> Iterator[Fault]:
    """Yield the sources that are neither ids of the table nor citations, and the want of any."""
    for field, names in (("read", sources.read), ("recalled", sources.recalled)):
        for index, name in enumerate(names):
            if " " not in name.strip() and name not in anatomy.sources:
                remedy = f"{nearest(name, anatomy.sources)}write an id of sources.yaml, or the whole citation"
                yield ("sources", field, index), f'is no source: "{name}"', remedy
    if not sources.read and not sources.recalled:
        yield ("sources",), "names no source", "add ids of sources.yaml or citations under read or recalled"


def cited(provenance: Provenance, anatomy: Anatomy) -> tuple[str, ...]:
    """Return each source in full, those named from memory marked so."""
    return tuple(
        (anatomy.sources[name].citation if name in anatomy.sources else name)
        + (" (recalled)" if name in provenance.recalled else "")
        for name in provenance.sources
    )
