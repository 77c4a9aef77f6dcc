"""Worked cases and question banks: their files and packs, where they are kept, and how an answer is graded."""
