"""Build assets/figures/<name>/ from the CC0 MakeHuman base mesh: pose, views, skin coordinates, pictures."""
