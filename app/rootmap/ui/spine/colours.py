"""The colours of bone, disc, dura and cord in each theme."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SpineColours:
    """All as #rrggbb; `rim` draws every outline, `matter` is disc that has left its ring."""

    ground: str
    bone: str
    bone_edge: str
    cut: str  # sawn bone: the pedicles
    disc: str
    disc_edge: str
    nucleus: str
    dura: str
    cord: str
    rim: str
    matter: str
    text: str
    quiet: str
    accent: str


LIGHT = SpineColours(
    ground="#fbfaf7", bone="#f4ead6", bone_edge="#d3c09c", cut="#fff8ea", disc="#cfdde2", disc_edge="#9fb7c0",
    nucleus="#e6f0f3", dura="#f3e3b8", cord="#fff4d4", rim="#6d5d45", matter="#c8402a", text="#1d252c", quiet="#5b6670",
    accent="#11677a",
)  # fmt: skip
DARK = SpineColours(
    ground="#1a2025", bone="#a39680", bone_edge="#6d6350", cut="#cbbda2", disc="#5f7680", disc_edge="#465a63",
    nucleus="#7d95a0", dura="#b8a777", cord="#d8c998", rim="#12161a", matter="#ff6a50", text="#e8ecee", quiet="#9aa7b0",
    accent="#5cc2d3",
)  # fmt: skip
PROJECTOR = SpineColours(
    ground="#ffffff", bone="#fbf3df", bone_edge="#d9c59b", cut="#ffffff", disc="#c3d8e2", disc_edge="#87a7b6",
    nucleus="#e3f0f6", dura="#f6e2a6", cord="#fff1c4", rim="#2b2419", matter="#c02000", text="#000000", quiet="#33393f",
    accent="#00468c",
)  # fmt: skip
COLOURS = {"light": LIGHT, "dark": DARK, "projector": PROJECTOR}
