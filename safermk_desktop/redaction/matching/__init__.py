"""Where a registered identity stands in a text, in whatever form it was written."""
