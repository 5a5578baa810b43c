"""Painting and editing of cells."""
