"""The redaction engine: reads a Word file, finds identities, rebuilds the file, proves it."""
