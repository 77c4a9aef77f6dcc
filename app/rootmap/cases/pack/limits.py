"""How large anything in a pack may be; beyond, it is refused before it can do harm."""

FORMAT, VERSION = "rootmap.pack", 1
SUFFIX = ".rootpack"
MANIFEST = "manifest.json"

MAX_ENTRIES = 10_000
MAX_PACK_BYTES = 300 * 1024 * 1024  # of the file
MAX_DIRECTORY_BYTES = 4 * 1024 * 1024  # its list of entries: 10,000 names of 300 letters and more
MAX_TOTAL_BYTES = 500 * 1024 * 1024  # of all entries, unpacked
MAX_MANIFEST_BYTES = 2 * 1024 * 1024  # 10,000 names with their hashes
