"""The fictional vault: an invented story played through the same services as real work."""
