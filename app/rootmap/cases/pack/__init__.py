"""Packs of cases and questions: one file to pass on; a stranger's pack is read as if it meant harm."""
