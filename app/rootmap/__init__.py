"""Rootmap: paint where it hurts, see which nerve roots fit."""

__version__ = "0.1.0"
