"""The spine as a picture: its shapes, its colours, how it is painted."""
