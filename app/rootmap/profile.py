"""Where one user's data lives: settings, the working copy, recent files, own atlases and cases, progress."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Profile:
    """The folder that holds everything a user leaves behind; `--profile-dir` puts it elsewhere."""

    folder: Path

    @property
    def working_copy(self) -> Path:
        """The drawing as it was after the last stroke."""
        return self.folder / "working.rootmap"

    @property
    def visits_copy(self) -> Path:
        """The visits that have no file of the user's yet."""
        return self.folder / "working-visits.rootvisits"

    @property
    def settings(self) -> Path:
        """The settings file (JSON)."""
        return self.folder / "settings.json"

    @property
    def atlases(self) -> Path:
        """The user's own atlas sources."""
        return self.folder / "atlases"

    @property
    def progress(self) -> Path:
        """The learner's answers and when each item is due (SQLite); its copies lie beside it."""
        return self.folder / "progress.sqlite3"

    @property
    def case_runs(self) -> Path:
        """What was done of each case: one file to a case."""
        return self.folder / "case-runs"

    @property
    def library(self) -> Path:
        """The user's own cases and question banks, and the packs installed."""
        return self.folder / "library"


def open_profile(folder: Path | None = None) -> Profile:
    """Return the profile in `folder`, or in the platform's own place for user data."""
    if folder is None:
        from platformdirs import user_data_path

        folder = user_data_path("rootmap", appauthor=False)
    return Profile(folder)
