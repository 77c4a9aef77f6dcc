"""Examining on the body: point at a muscle, reflex or key point and enter what was found."""
