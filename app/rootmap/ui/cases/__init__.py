"""Worked cases in the window."""
