"""Opens the progress of a profile: the catalogue from the tables that travel with the program, the store on disk."""

from collections.abc import Mapping

from rootmap.profile import Profile
from rootmap.progress.records import Item
from rootmap.progress.store import ProgressStore


def open_progress(profile: Profile, known: Mapping[str, Item] | None = None) -> ProgressStore:
    """Return the store of a profile, of the items of the tables or those that are `known`.

    Raises InputError when the tables cannot be read or the folder not be written.
    """
    from rootmap.anatomy.links import load_links  # reads tables: only when progress is wanted
    from rootmap.anatomy.load import load_anatomy
    from rootmap.progress.items import catalogue
    from rootmap.progress.schedule import Schedule

    items = known if known is not None else catalogue(load_anatomy(), load_links())
    return ProgressStore(profile.folder, items, Schedule(fuzz=True))
