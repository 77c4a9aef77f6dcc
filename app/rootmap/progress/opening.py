"""Opens the progress of a profile: the catalogue from the tables that travel with the program, the store on disk."""

from rootmap.profile import Profile
from rootmap.progress.store import ProgressStore


def open_progress(profile: Profile) -> ProgressStore:
    """Return the store of a profile. Raises InputError when the tables cannot be read or the folder not be written."""
    from rootmap.anatomy.links import load_links  # reads tables: only when progress is wanted
    from rootmap.anatomy.load import load_anatomy
    from rootmap.progress.items import catalogue
    from rootmap.progress.schedule import Schedule

    return ProgressStore(profile.folder, catalogue(load_anatomy(), load_links()), Schedule(fuzz=True))
