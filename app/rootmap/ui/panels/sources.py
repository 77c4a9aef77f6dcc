"""One line that says who says so, for statements that show their source openly."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from rootmap.anatomy.model import Anatomy, Provenance
from rootmap.ui import plain
from rootmap.ui.panels.words import is_low, provenance_text


def source_line(provenance: Provenance, anatomy: Anatomy) -> str:
    """Return "Source: A; B (recalled)", with what must be checked said so."""
    named = []
    for key in provenance.sources:
        source = anatomy.sources.get(key)
        citation = source.citation if source is not None else key.replace("_", " ")
        named.append(f"{citation} (recalled)" if key in provenance.recalled else citation)
    low = " · low confidence" if is_low(provenance) else ""
    return f"Source: {'; '.join(named)}{low}"


def source_label(provenance: Provenance, anatomy: Anatomy) -> QLabel:
    """Return that line as a small label; hovering tells all that is known of the source."""
    label = plain.label(source_line(provenance, anatomy), "small", wrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    plain.tip(label, provenance_text(provenance, anatomy))
    return label
