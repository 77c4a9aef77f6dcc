"""Writing cases and question banks in the window."""
