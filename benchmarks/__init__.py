"""How fast Rootmap is, measured from outside the process and compared with a bare Qt widget in the same run."""
