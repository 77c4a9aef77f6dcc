"""From the quiz to a whole case: the next one of the library, of the region that was practised."""

from typing import TYPE_CHECKING

from rootmap.cases.model import Region
from rootmap.quiz.plan import BodyPart, Setup, What

if TYPE_CHECKING:
    from rootmap.ui.window import Window

_REGIONS = {
    BodyPart.HEAD: Region.HEAD,
    BodyPart.ARM: Region.NECK_AND_ARM,
    BodyPart.TRUNK: Region.TRUNK,
    BodyPart.LEG: Region.BACK_AND_LEG,
    BodyPart.SADDLE: Region.PELVIS,
}


def open_whole_case(window: "Window", setup: Setup) -> None:
    """Leave the quiz and open a case: of the region of a session by region, else the next one of all."""
    from rootmap.ui.cases.mode import enter_cases

    mode = enter_cases(window)
    if mode is not None:
        mode.open_next(_REGIONS[setup.part] if setup.what is What.REGION else None)
