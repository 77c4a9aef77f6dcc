"""Looking things up: what has a name, what is known of it, where it lies on each map, how two territories differ."""
