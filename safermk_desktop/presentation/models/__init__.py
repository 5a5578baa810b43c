"""One table or list model a file, over frozen rows."""
