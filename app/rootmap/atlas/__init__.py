"""Region maps: source format, projection onto a figure, agreement between maps."""
