"""The window for the lecture hall."""
