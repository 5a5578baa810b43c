"""A new Word package, built from allow-lists; what is on no list does not exist in the output."""
