"""Which names an entry of a pack may have: a few folders, small letters, known endings; and why another may not."""

import re
import unicodedata

from rootmap.source_file.faults import Said

FOLDERS = ("cases/", "questions/", "images/")
_ALLOWED = re.compile(
    r"manifest\.json|cases/[a-z0-9][a-z0-9-]{0,63}\.yaml|questions/[a-z0-9][a-z0-9-]{0,63}\.yaml"
    r"|images/[a-z0-9][a-z0-9_-]{0,80}\.(?:png|jpg|jpeg)"
)
# Windows opens these as devices, whatever the ending.
DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"}
    | {f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"}
)
_ARCHIVES = (".zip", ".rootpack", ".gz", ".tar", ".7z", ".rar", ".bz2", ".xz")
_RENAME = "pack it again with `rootmap case pack`"


def name_fault(name: str) -> Said | None:
    """Return why an entry may not have a name, and what to do; None when it may."""
    if any(unicodedata.category(letter).startswith("C") for letter in name):
        return "has control characters in its name", _RENAME
    if "\\" in name:
        return "has a backslash in its name", _RENAME
    if name.startswith("/"):
        return "has an absolute path", _RENAME
    if re.match(r"[A-Za-z]:", name) or ":" in name:
        return "names a drive or a stream", _RENAME
    parts = name.split("/")
    if ".." in parts or "." in parts:
        return "leads out of the pack", _RENAME
    if any(part.lower().partition(".")[0].rstrip(" ") in DEVICES for part in parts):
        return "has the name of a device", "give the file another name"
    if name.lower().endswith(_ARCHIVES):
        return "is an archive within the pack", "pack the files themselves"
    if not _ALLOWED.fullmatch(name):
        wanted = "a pack holds cases/*.yaml, questions/*.yaml, images/*.png and *.jpg, in small letters"
        return "does not belong into a pack", wanted
    return None


def is_folder_entry(name: str) -> bool:
    """Whether an entry is one of the folders themselves, which some programs write down."""
    return name in FOLDERS


def folded(name: str) -> str:
    """Return a name as a file system sees it that knows no case and no accents apart."""
    return unicodedata.normalize("NFKC", name).casefold()
