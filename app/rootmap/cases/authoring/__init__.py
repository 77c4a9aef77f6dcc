"""Writing cases and question banks: their text as one would write it by hand, and drafts that are never lost."""
