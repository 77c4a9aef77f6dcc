"""The command line: the same code as the window, without Qt where none is needed."""
