"""Questions and their grading."""
