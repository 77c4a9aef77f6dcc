"""Where the picture of a hypothesis comes from."""

from rootmap.anatomy.links import load_links
from rootmap.anatomy.model import Anatomy, Provenance
from rootmap.anatomy.pictures import Picture, load_pictures
from rootmap.localise.hypotheses import Hypothesis


def expectation_source(hypothesis: Hypothesis, anatomy: Anatomy) -> Provenance | None:
    """Return the provenance of a hypothesis's own record, else that of the nerve; None for a root."""
    picture = picture_of(hypothesis)
    link = load_links().nerves.get(hypothesis.id)
    if picture is not None:
        return picture.provenance
    if link is not None:
        return link.provenance
    return anatomy.nerves[hypothesis.id].provenance if hypothesis.id in anatomy.nerves else None


def picture_of(hypothesis: Hypothesis) -> Picture | None:
    """Return the clinical picture of a hypothesis, that of the condition for one at a level."""
    pictures = load_pictures()
    return pictures.get(hypothesis.id) or pictures.get(hypothesis.id.rpartition("_")[0])
