"""Photographs the real window: every panel and mode, in every size and theme."""
