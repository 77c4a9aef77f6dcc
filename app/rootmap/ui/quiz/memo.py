"""Remembers between two days how the last session was set up."""

from rootmap.quiz.asked import Form
from rootmap.quiz.plan import BodyPart, Setup, Style, What
from rootmap.ui.settings import Settings

KEY = "quiz"


def setup_of(settings: Settings) -> Setup:
    """Return the session as it was set up last; the usual one where nothing sound is kept."""
    try:
        what, style, part, form, count, deferred, confidence = str(settings.get(KEY)).split()
        return Setup(
            What[what], Style[style], BodyPart[part], Form[form], int(count), deferred == "end", confidence == "sure"
        )
    except (ValueError, KeyError):
        return Setup()


def keep_setup(settings: Settings, setup: Setup) -> None:
    """Keep how a session is set up."""
    deferred, confidence = "end" if setup.deferred else "now", "sure" if setup.confidence else "plain"
    names = setup.what.name, setup.style.name, setup.part.name, setup.form.name
    settings.set(KEY, " ".join((*names, str(setup.count), deferred, confidence)))
