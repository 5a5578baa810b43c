"""Finding the identities that no register holds."""
