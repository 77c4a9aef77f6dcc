"""The body surface: coordinates, figures, views, drawings."""
