"""One place of the window a file."""
