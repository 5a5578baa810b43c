"""The redaction engine: reads a Word file, replaces every registered identity, builds a new file, proves it."""
