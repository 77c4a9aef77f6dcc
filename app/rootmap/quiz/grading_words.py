"""The words for a graded drawing: message keys and numbers in, plain English out. All texts stand here."""

from collections.abc import Mapping
from types import MappingProxyType

from rootmap.quiz.grading_model import DrawingGrade, ErrorKey, NamedError

TEXTS: Mapping[ErrorKey, str] = MappingProxyType(
    {
        ErrorKey.WRONG_SIDE: "Wrong side: the patient's {asked} was asked.",
        ErrorKey.BOTH_SIDES: "Both sides: only the {asked} was asked.",
        ErrorKey.OTHER_ROOT: "You painted {other}, not {asked}.",
        ErrorKey.OTHER_NERVE: "You painted {other}, not {asked}.",
        ErrorKey.TOO_HIGH: "{amount} too high{towards}.",
        ErrorKey.TOO_LOW: "{amount} too low{towards}.",
        ErrorKey.STOPPED: "Stopped at the {joint}: {rest} belongs to it too.",
        ErrorKey.ONLY: "Only {rest}: it begins above the {joint}.",
        ErrorKey.FORGOT: "Forgot {what}.",
        ErrorKey.SPILLED: "It runs into {other}: {cm2:.0f} cm².",
        ErrorKey.TOO_WIDE: "Too wide: {percent:.0f} % of your paint lies outside.",
        ErrorKey.TOO_NARROW: "Too narrow: {percent:.0f} % of it is missing.",
        ErrorKey.BESIDE: "Partly beside it: {outside:.0f} % of your paint lies outside, {missing:.0f} % is missing.",
        ErrorKey.ELSEWHERE: "Hardly any of this is {asked}.",
        ErrorKey.ALSO: "Nearly {other} as well: by the skin alone the two are hard to tell apart.",
    }
)
HUGE = "Far too wide: {times:.0f} times as much skin as {asked} has."
SPOT = "Only a spot of it: {percent:.0f} % is missing."
LEVELS = ("", "One level", "Two levels", "Three levels")
HUGE_TIMES, SPOT_PERCENT = 3.0, 75.0
WORTH_TELLING_CM2, WORTH_TELLING = 1.0, 0.05


def error_in_words(error: NamedError) -> str:
    """Return one typical error as a sentence."""
    fields = {**error.words, **error.numbers}
    if error.key is ErrorKey.TOO_WIDE and error.numbers["times"] >= HUGE_TIMES:
        return HUGE.format(**fields)
    if error.key is ErrorKey.TOO_NARROW and error.numbers["percent"] >= SPOT_PERCENT:
        return SPOT.format(**fields)
    if error.key in (ErrorKey.TOO_HIGH, ErrorKey.TOO_LOW):
        fields |= {
            "amount": _amount(error),
            "towards": f": you painted {error.words['other']}" if error.words["other"] else "",
        }
    text = TEXTS[error.key].format(**fields)
    return text[0].upper() + text[1:]


def border_in_words(grade: DrawingGrade) -> str:
    """Return how far the border runs from that of the map; "" where there is none."""
    if grade.border is None:
        return ""
    mean, most = grade.border.mean_mm, grade.border.p95_mm
    return f"Border {mean:.0f} mm off on average, 95 % within {most:.0f} mm."


def tolerance_in_words(grade: DrawingGrade) -> str:
    """Return where the maps disagree and that it cost nothing, with the maps; "" where they agree."""
    tolerance = grade.tolerance
    if tolerance.cm2 < WORTH_TELLING_CM2:
        return ""
    unit = " cm²"  # said once
    sizes = ", ".join(
        f"{cm2:.0f}{unit if place == 0 else ''} in {title}" for place, (title, cm2) in enumerate(tolerance.maps.items())
    )
    name = grade.target.name.replace("_", " ")
    return f"Where the maps disagree nothing was taken off: {tolerance.cm2:.0f} cm². {name} has {sizes}."


def short_in_words(grade: DrawingGrade) -> str:
    """Return that the answer is smaller than on any map, if it is."""
    if grade.short < WORTH_TELLING:
        return ""
    return f"Smaller than on any map, by another {100 * grade.short:.0f} %."


def _amount(error: NamedError) -> str:
    levels = round(error.numbers["levels"])
    return LEVELS[levels] if 0 < levels < len(LEVELS) else f"About {error.numbers['mm']:.0f} mm"
