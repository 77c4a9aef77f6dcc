"""One patient over time in the window: timeline, verdict, plots and due dates."""
