"""Worked cases: their model, their files and packs, and where they are kept."""
