"""Validation of the ranking on simulated patients: how often it is right, how well it knows, and against what."""
